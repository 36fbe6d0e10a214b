package org.chattycat.kurento.embedded.mp4;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.rtp.h264.AvcConfiguration;

/** Reads a track box (ISO/IEC 14496-12 section 8.3). */
final class TrackParser {
    /** Of sample entries before the boxes in them. */
    private static final int VIDEO_ENTRY_BYTES = 78;

    private static final int AUDIO_ENTRY_BYTES = 28;

    private static final int MAX_EDITS = 16;
    private static final long MAX_DELAY_NANOS = TimeUnit.DAYS.toNanos(1);

    private final TimeScale movieScale;
    private final Map<Long, SampleDefaults> defaults;
    private long id;
    private TimeScale timeScale;
    private BoxReader edits;
    private SampleTables samples;
    private String format = "nothing";
    private boolean playable;
    private Optional<AvcConfiguration> h264 = Optional.empty();

    /** @param defaults of fragments, by track */
    TrackParser(TimeScale movieScale, Map<Long, SampleDefaults> defaults) {
        this.movieScale = movieScale;
        this.defaults = defaults;
    }

    /** @return empty if the format is not supported */
    Optional<Mp4Track> read(BoxReader track) throws Mp4Exception {
        while (track.next()) {
            if (track.type() == BoxType.TKHD) {
                header(track.content());
            } else if (track.type() == BoxType.EDTS) {
                edits = child(track.content(), BoxType.ELST);
            } else if (track.type() == BoxType.MDIA) {
                media(track.content());
            }
        }
        if (!playable) {
            return Optional.empty();
        }
        if (timeScale == null || samples == null) {
            throw new Mp4Exception("a track lacks one of its tables");
        }
        return Optional.of(new Mp4Track(
                id, h264, timeScale, shiftNanos(), samples, defaults.getOrDefault(id, SampleDefaults.NONE)));
    }

    /** Four characters that name the track's format. */
    String format() {
        return format;
    }

    private static BoxReader child(BoxReader parent, int type) throws Mp4Exception {
        while (parent.next()) {
            if (parent.type() == type) {
                return parent.content();
            }
        }
        return null;
    }

    private void header(BoxReader box) throws Mp4Exception {
        boolean wide = box.u8() == 1;
        box.skip(wide ? 3 + 16 : 3 + 8);
        id = box.u32();
    }

    private void media(BoxReader media) throws Mp4Exception {
        while (media.next()) {
            if (media.type() == BoxType.MDHD) {
                BoxReader box = media.content();
                boolean wide = box.u8() == 1;
                box.skip(wide ? 3 + 16 : 3 + 8);
                timeScale = TimeScale.of(box.u32());
            } else if (media.type() == BoxType.MINF) {
                BoxReader tables = child(media.content(), BoxType.STBL);
                if (tables != null) {
                    byte[] content = tables.rest();
                    description(new BoxReader(content, 0, content.length));
                    if (playable) {
                        samples = SampleTables.read(tables);
                    }
                }
            }
        }
    }

    /** Reads the first sample description. Frames of others are refused by {@link SampleTables}. */
    private void description(BoxReader tables) throws Mp4Exception {
        BoxReader box = child(tables, BoxType.STSD);
        if (box == null) {
            return;
        }
        box.skip(8);
        if (!box.next()) {
            return;
        }
        format = BoxType.text(box.type());
        if (box.type() == BoxType.AVC1 || box.type() == BoxType.AVC3) {
            video(box.content(), box.type() == BoxType.AVC1);
        } else if (box.type() == BoxType.OPUS) {
            audio(box.content());
        }
    }

    private void video(BoxReader entry, boolean needsParameterSets) throws Mp4Exception {
        entry.skip(VIDEO_ENTRY_BYTES);
        BoxReader configuration = child(entry, BoxType.AVCC);
        h264 = configuration == null ? Optional.empty() : AvcConfiguration.parse(configuration.rest());
        if (h264.isEmpty() || needsParameterSets && h264.get().parameterSets().isEmpty()) {
            throw new Mp4Exception("the file's description of its H.264 is damaged");
        }
        playable = true;
    }

    /** Only mono and stereo are sent as RTP (RFC 7587), which is mapping family 0. */
    private void audio(BoxReader entry) throws Mp4Exception {
        entry.skip(AUDIO_ENTRY_BYTES);
        BoxReader configuration = child(entry, BoxType.DOPS);
        if (configuration == null) {
            throw new Mp4Exception("the file's description of its Opus is damaged");
        }
        configuration.skip(10);
        playable = configuration.u8() == 0;
    }

    /**
     * What the edit list says about the beginning: empty edits, which delay the track, and how much of it is left out then. Further
     * edits cut the track, which is not supported.
     */
    private long shiftNanos() throws Mp4Exception {
        if (edits == null) {
            return 0;
        }
        boolean wide = edits.u8() == 1;
        edits.skip(3);
        long count = edits.u32();
        if (count > MAX_EDITS) {
            throw new Mp4Exception("the file's edit list is too long");
        }
        long delay = 0;
        for (int i = 0; i < count; i++) {
            long duration = wide ? edits.u64() : edits.u32();
            long from = wide ? (long) edits.i32() << 32 | edits.u32() : edits.i32();
            int rate = edits.i32();
            if (from >= 0) {
                if (rate != 1 << 16 || i + 1 < count) {
                    throw new Mp4Exception("the file's edit list cuts a track, which is not supported");
                }
                return delay - timeScale.nanos(from);
            }
            delay += movieScale.nanos(duration);
            if (delay > MAX_DELAY_NANOS) {
                throw new Mp4Exception("the file has an invalid time");
            }
        }
        return delay;
    }
}
