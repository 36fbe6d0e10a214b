package org.chattycat.kurento.embedded.mp4;

import java.util.Optional;
import org.chattycat.kurento.embedded.mp4.BoxReader.Table;

/** The frames of a track that the movie box lists (ISO/IEC 14496-12 sections 8.6 and 8.7), read one after the other. */
final class SampleTables {
    /** A film of four days. */
    private static final long MAX_SAMPLES = 10_000_000;

    private static final int FULL_BOX_BYTES = 4;

    private final Table times;
    private final Table compositions;
    private final Table chunkRuns;
    private final Sizes sizes;
    private final Table chunks;
    private final Optional<Table> keyframes;

    private int sample = -1;
    private long decodeTicks;
    private long durationTicks;
    private int timesAt = -1;
    private long timesLeft;
    private int compositionsAt = -1;
    private long compositionsLeft;
    private int chunk = -1;
    private int chunkRun;
    private long leftInChunk;
    private long offset;
    private int keyframe;

    /** Sizes of frames: all alike, or one for each. */
    private record Sizes(long all, int count, int bits, Table table) {
        long of(int index) {
            if (all > 0) {
                return all;
            }
            if (bits == 4) {
                long pair = table.number(index / 2);
                return index % 2 == 0 ? pair >> 4 : pair & 0xf;
            }
            return table.number(index);
        }
    }

    private SampleTables(Tables found) throws Mp4Exception {
        times = found.times;
        compositions = found.compositions;
        chunkRuns = found.chunkRuns;
        sizes = found.sizes;
        chunks = found.chunks;
        keyframes = Optional.ofNullable(found.keyframes);
        if (sizes == null || times == null || chunkRuns == null || chunks == null) {
            throw new Mp4Exception("a track lacks one of its tables");
        }
        if (sizes.count > 0 && (chunkRuns.count() == 0 || chunkRuns.u32(0, 0) != 1)) {
            throw new Mp4Exception("a track has an invalid table of chunks");
        }
    }

    /** What the reader has found so far. */
    private static final class Tables {
        private Table times;
        private Table compositions = Table.EMPTY;
        private Table chunkRuns;
        private Sizes sizes;
        private Table chunks;
        private Table keyframes;
    }

    /** @param stbl content of the sample table box */
    static SampleTables read(BoxReader stbl) throws Mp4Exception {
        Tables found = new Tables();
        while (stbl.next()) {
            int type = stbl.type();
            BoxReader box = stbl.content();
            if (type == BoxType.STTS) {
                found.times = entries(box, 8);
            } else if (type == BoxType.CTTS) {
                found.compositions = entries(box, 8);
            } else if (type == BoxType.STSC) {
                found.chunkRuns = entries(box, 12);
            } else if (type == BoxType.STSZ) {
                found.sizes = sizes(box);
            } else if (type == BoxType.STZ2) {
                found.sizes = compactSizes(box);
            } else if (type == BoxType.STCO) {
                found.chunks = entries(box, 4);
            } else if (type == BoxType.CO64) {
                found.chunks = entries(box, 8);
            } else if (type == BoxType.STSS) {
                found.keyframes = entries(box, 4);
            }
        }
        return new SampleTables(found);
    }

    private static Table entries(BoxReader box, int entryBytes) throws Mp4Exception {
        box.skip(FULL_BOX_BYTES);
        return box.table(box.u32(), entryBytes);
    }

    private static Sizes sizes(BoxReader box) throws Mp4Exception {
        box.skip(FULL_BOX_BYTES);
        long all = box.u32();
        long count = count(box);
        return new Sizes(all, (int) count, 32, all > 0 ? Table.EMPTY : box.table(count, 4));
    }

    private static Sizes compactSizes(BoxReader box) throws Mp4Exception {
        box.skip(FULL_BOX_BYTES + 3);
        int bits = box.u8();
        long count = count(box);
        if (bits != 4 && bits != 8 && bits != 16) {
            throw new Mp4Exception("a track has an invalid table of sizes");
        }
        return new Sizes(0, (int) count, bits, bits == 4 ? box.table((count + 1) / 2, 1) : box.table(count, bits / 8));
    }

    private static long count(BoxReader box) throws Mp4Exception {
        long count = box.u32();
        if (count > MAX_SAMPLES) {
            throw new Mp4Exception("a track has too many frames");
        }
        return count;
    }

    /** @return empty after the last frame */
    Optional<Sample> next() throws Mp4Exception {
        if (sample + 1 >= sizes.count) {
            return Optional.empty();
        }
        sample++;
        decodeTicks += durationTicks;
        advanceTimes();
        int composition = compositions.count() == 0 ? 0 : composition();
        if (leftInChunk == 0) {
            nextChunk();
        }
        leftInChunk--;
        Sample next = Sample.of(decodeTicks, composition, durationTicks, isKeyframe(), offset, sizes.of(sample));
        offset += next.size();
        return Optional.of(next);
    }

    private void advanceTimes() throws Mp4Exception {
        while (timesLeft == 0) {
            if (++timesAt >= times.count()) {
                throw new Mp4Exception("a track has frames without a time");
            }
            timesLeft = times.u32(timesAt, 0);
            durationTicks = times.u32(timesAt, 4);
        }
        timesLeft--;
    }

    private int composition() throws Mp4Exception {
        while (compositionsLeft == 0) {
            if (++compositionsAt >= compositions.count()) {
                throw new Mp4Exception("a track has frames without a time");
            }
            compositionsLeft = compositions.u32(compositionsAt, 0);
        }
        compositionsLeft--;
        return compositions.i32(compositionsAt, 4);
    }

    private void nextChunk() throws Mp4Exception {
        chunk++;
        if (chunk >= chunks.count()) {
            throw new Mp4Exception("a track has frames without a place");
        }
        while (chunkRun + 1 < chunkRuns.count() && chunkRuns.u32(chunkRun + 1, 0) <= chunk + 1L) {
            chunkRun++;
        }
        leftInChunk = chunkRuns.u32(chunkRun, 4);
        if (leftInChunk == 0) {
            throw new Mp4Exception("a track has an invalid table of chunks");
        }
        if (chunkRuns.u32(chunkRun, 8) != 1) {
            throw new Mp4Exception("a track changes its format, which is not supported");
        }
        offset = chunks.number(chunk);
    }

    private boolean isKeyframe() {
        if (keyframes.isEmpty()) {
            return true;
        }
        Table table = keyframes.get();
        while (keyframe < table.count() && table.u32(keyframe, 0) <= sample) {
            keyframe++;
        }
        return keyframe < table.count() && table.u32(keyframe, 0) == sample + 1L;
    }
}
