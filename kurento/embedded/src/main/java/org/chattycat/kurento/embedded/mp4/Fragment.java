package org.chattycat.kurento.embedded.mp4;

import java.util.ArrayList;
import java.util.List;

/** Reads a track fragment (ISO/IEC 14496-12 sections 8.8.6 to 8.8.12). */
final class Fragment {
    /** In one movie fragment: a quarter of an hour of sound. */
    static final int MAX_SAMPLES = 50_000;

    private static final int BASE_OFFSET = 0x1;
    private static final int DESCRIPTION = 0x2;
    private static final int DEFAULT_DURATION = 0x8;
    private static final int DEFAULT_SIZE = 0x10;
    private static final int DEFAULT_FLAGS = 0x20;
    private static final int BASE_IS_MOOF = 0x20000;

    private static final int RUN_OFFSET = 0x1;
    private static final int FIRST_FLAGS = 0x4;
    private static final int DURATIONS = 0x100;
    private static final int SIZES = 0x200;
    private static final int FLAGS = 0x400;
    private static final int COMPOSITIONS = 0x800;

    private static final int NOT_A_KEYFRAME = 0x10000;

    private final long moofOffset;
    private final boolean first;
    private final SampleDefaults movieDefaults;
    private final List<Sample> samples = new ArrayList<>();
    private SampleDefaults defaults;
    private long decodeTicks;
    private long base = -1;
    private long dataEnd;

    /**
     * @param moofOffset of the movie fragment's box, in bytes from the beginning of the file
     * @param first whether it is the first track of the movie fragment
     * @param decodeTicks of the first frame, if the fragment does not say it
     */
    Fragment(long moofOffset, boolean first, SampleDefaults movieDefaults, long decodeTicks) {
        this.moofOffset = moofOffset;
        this.first = first;
        this.movieDefaults = movieDefaults;
        this.decodeTicks = decodeTicks;
    }

    /** @return the track that a fragment belongs to. @param traf content of its box */
    static long track(BoxReader traf) throws Mp4Exception {
        while (traf.next()) {
            if (traf.type() == BoxType.TFHD) {
                BoxReader header = traf.content();
                header.skip(4);
                return header.u32();
            }
        }
        throw new Mp4Exception("a fragment of the file belongs to no track");
    }

    /** @param traf content of the track fragment's box */
    List<Sample> read(BoxReader traf) throws Mp4Exception {
        while (traf.next()) {
            BoxReader box = traf.content();
            if (traf.type() == BoxType.TFHD) {
                header(box);
            } else if (traf.type() == BoxType.TFDT) {
                boolean wide = box.u8() == 1;
                box.skip(3);
                decodeTicks = wide ? box.u64() : box.u32();
            } else if (traf.type() == BoxType.TRUN) {
                run(box);
            }
        }
        return samples;
    }

    /** When the frame after the last one is decoded. */
    long decodeTicks() {
        return decodeTicks;
    }

    private void header(BoxReader box) throws Mp4Exception {
        int flags = box.i32();
        box.skip(4);
        if ((flags & BASE_OFFSET) != 0) {
            base = box.u64();
        } else if (first || (flags & BASE_IS_MOOF) != 0) {
            base = moofOffset;
        } else {
            throw new Mp4Exception("a fragment of the file does not say where its frames are");
        }
        dataEnd = base;
        box.skip((flags & DESCRIPTION) != 0 ? 4 : 0);
        defaults = new SampleDefaults(
                (flags & DEFAULT_DURATION) != 0 ? box.u32() : movieDefaults.duration(),
                (flags & DEFAULT_SIZE) != 0 ? box.u32() : movieDefaults.size(),
                (flags & DEFAULT_FLAGS) != 0 ? box.i32() : movieDefaults.flags());
    }

    private void run(BoxReader box) throws Mp4Exception {
        if (defaults == null) {
            throw new Mp4Exception("a fragment of the file belongs to no track");
        }
        int flags = box.i32();
        long count = box.u32();
        if (count > MAX_SAMPLES - samples.size()) {
            throw new Mp4Exception("a fragment of the file has too many frames");
        }
        if ((flags & RUN_OFFSET) != 0) {
            dataEnd = base + box.i32();
        }
        boolean hasFirstFlags = (flags & FIRST_FLAGS) != 0;
        int firstFlags = hasFirstFlags ? box.i32() : 0;
        for (int i = 0; i < count; i++) {
            long duration = (flags & DURATIONS) != 0 ? box.u32() : defaults.duration();
            long size = (flags & SIZES) != 0 ? box.u32() : defaults.size();
            int sampleFlags = (flags & FLAGS) != 0 ? box.i32() : defaults.flags();
            int composition = (flags & COMPOSITIONS) != 0 ? box.i32() : 0;
            int used = i == 0 && hasFirstFlags ? firstFlags : sampleFlags;
            add(composition, duration, (used & NOT_A_KEYFRAME) == 0, size);
        }
    }

    private void add(int composition, long duration, boolean keyframe, long size) throws Mp4Exception {
        samples.add(Sample.of(decodeTicks, composition, duration, keyframe, dataEnd, size));
        if (decodeTicks > Long.MAX_VALUE / 2) {
            throw new Mp4Exception("the file has an invalid time");
        }
        decodeTicks += duration;
        dataEnd += size;
    }
}
