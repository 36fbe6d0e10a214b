package org.chattycat.kurento.embedded.mp4;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The movie box (ISO/IEC 14496-12 section 8.2).
 *
 * @param durationMillis empty if it is unknown
 * @param video the first track with H.264
 * @param audio the first track with Opus
 * @param leftOut formats of the other tracks, four characters each
 * @param fragmented whether fragments with further frames may follow
 */
record Movie(
        Optional<Long> durationMillis,
        Optional<Mp4Track> video,
        Optional<Mp4Track> audio,
        List<String> leftOut,
        boolean fragmented) {
    private static final int MAX_TRACKS = 64;
    private static final long UNKNOWN_DURATION = 0xffff_ffffL;

    /** @param box content of the movie box */
    static Movie read(BoxReader box) throws Mp4Exception {
        return new Parser().read(box);
    }

    private static final class Parser {
        private final List<BoxReader> trackBoxes = new ArrayList<>();
        private final Map<Long, SampleDefaults> defaults = new HashMap<>();
        private TimeScale timeScale;
        private long duration;
        private boolean fragmented;

        Movie read(BoxReader box) throws Mp4Exception {
            while (box.next()) {
                if (box.type() == BoxType.MVHD) {
                    header(box.content());
                } else if (box.type() == BoxType.TRAK) {
                    trackBoxes.add(box.content());
                    bound(trackBoxes.size());
                } else if (box.type() == BoxType.MVEX) {
                    fragmented = true;
                    extension(box.content());
                }
            }
            if (timeScale == null) {
                throw new Mp4Exception("the file lacks its movie header");
            }
            return withTracks();
        }

        private Movie withTracks() throws Mp4Exception {
            Mp4Track video = null;
            Mp4Track audio = null;
            List<String> leftOut = new ArrayList<>();
            for (BoxReader trackBox : trackBoxes) {
                TrackParser parser = new TrackParser(timeScale, defaults);
                Optional<Mp4Track> track = parser.read(trackBox);
                if (track.isEmpty()) {
                    leftOut.add(parser.format());
                } else if (track.get().isVideo()) {
                    video = video == null ? track.get() : video;
                } else {
                    audio = audio == null ? track.get() : audio;
                }
            }
            return new Movie(
                    durationMillis(), Optional.ofNullable(video), Optional.ofNullable(audio), leftOut, fragmented);
        }

        private Optional<Long> durationMillis() throws Mp4Exception {
            return duration == 0 || duration == UNKNOWN_DURATION
                    ? Optional.empty()
                    : Optional.of(timeScale.nanos(duration) / 1_000_000);
        }

        private void header(BoxReader box) throws Mp4Exception {
            boolean wide = box.u8() == 1;
            box.skip(wide ? 3 + 16 : 3 + 8);
            timeScale = TimeScale.of(box.u32());
            long length = wide ? box.u64() : box.u32();
            duration = duration == 0 ? length : duration;
        }

        private void extension(BoxReader box) throws Mp4Exception {
            while (box.next()) {
                BoxReader content = box.content();
                if (box.type() == BoxType.MEHD) {
                    boolean wide = content.u8() == 1;
                    content.skip(3);
                    duration = wide ? content.u64() : content.u32();
                } else if (box.type() == BoxType.TREX) {
                    content.skip(4);
                    long track = content.u32();
                    content.skip(4);
                    defaults.put(track, new SampleDefaults(content.u32(), content.u32(), content.i32()));
                    bound(defaults.size());
                }
            }
        }

        private static void bound(int tracks) throws Mp4Exception {
            if (tracks > MAX_TRACKS) {
                throw new Mp4Exception("the file has too many tracks");
            }
        }
    }
}
