package org.chattycat.kurento.webm;

/**
 * A frame of a track: a picture, a packet of sound, or a text.
 *
 * @param track the track's number
 * @param millis since the beginning of the file
 * @param keyframe whether it can be decoded without earlier frames
 */
public record WebmFrame(int track, long millis, boolean keyframe, byte[] data) {}
