package org.chattycat.kurento.embedded.mp4;

import java.util.Optional;
import org.chattycat.kurento.rtp.h264.AvcConfiguration;

/**
 * A track that can be played.
 *
 * @param h264 of a video; empty for sound in Opus
 * @param shiftNanos what the edit list adds to the times of the track
 * @param samples the frames that the movie box lists
 * @param defaults of frames that fragments list
 */
record Mp4Track(
        long id,
        Optional<AvcConfiguration> h264,
        TimeScale timeScale,
        long shiftNanos,
        SampleTables samples,
        SampleDefaults defaults) {
    boolean isVideo() {
        return h264.isPresent();
    }
}
