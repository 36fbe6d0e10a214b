package org.chattycat.kurento.embedded.mp4;

/**
 * A picture in H.264 or a packet of Opus, before its bytes are read.
 *
 * @param decodeNanos when it is decoded, since the beginning of the film; the order of the frames of a track
 * @param presentNanos when it is seen or heard; may be before the beginning, where an edit list leaves it out
 * @param keyframe whether it can be decoded without earlier frames
 * @param offset from the beginning of the file, in bytes
 * @param size in bytes
 */
public record Mp4Frame(boolean video, long decodeNanos, long presentNanos, boolean keyframe, long offset, int size) {}
