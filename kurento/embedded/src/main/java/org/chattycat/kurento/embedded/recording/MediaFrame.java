package org.chattycat.kurento.embedded.recording;

import org.chattycat.kurento.embedded.sdp.MediaKind;

/**
 * A frame of a recording.
 *
 * @param mediaNanos since the beginning of the recording, without pauses
 * @param arrivalNanos when its first packet arrived, on the clock of {@link System#nanoTime}
 */
record MediaFrame(MediaKind kind, long mediaNanos, long arrivalNanos, boolean keyframe, byte[] data) {}
