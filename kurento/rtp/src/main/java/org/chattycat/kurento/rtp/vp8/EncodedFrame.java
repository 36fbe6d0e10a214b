package org.chattycat.kurento.rtp.vp8;

/**
 * One whole VP8 frame.
 *
 * @param data its bytes, from 0 to {@code length}; valid until the next frame
 * @param rtpTimestamp in 1/90000 s, unsigned, wrapping
 * @param firstArrivalNanos the earliest arrival of any of its packets, as {@link System#nanoTime()}
 * @param lastArrivalNanos the latest
 * @param held whether the sender held any of its packets before it sent them, so that their arrivals are too late
 */
public record EncodedFrame(
        byte[] data,
        int length,
        int rtpTimestamp,
        long firstArrivalNanos,
        long lastArrivalNanos,
        int packets,
        boolean keyframe,
        boolean held) {}
