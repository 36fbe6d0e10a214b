package org.chattycat.kurento.embedded.mp4;

/**
 * Where a frame is in the file, and when it is due.
 *
 * @param decodeTicks when it is decoded, in units of the track's time scale
 * @param compositionTicks how much later it is presented; negative for earlier
 * @param durationTicks until the next frame is decoded
 * @param keyframe whether it can be decoded without earlier frames
 * @param offset from the beginning of the file, in bytes
 */
record Sample(long decodeTicks, int compositionTicks, long durationTicks, boolean keyframe, long offset, int size) {
    /** Far more than a frame takes. */
    private static final int MAX_BYTES = 8 << 20;

    /** @throws Mp4Exception if there can be no such frame */
    static Sample of(
            long decodeTicks, int compositionTicks, long durationTicks, boolean keyframe, long offset, long size)
            throws Mp4Exception {
        if (size < 1 || size > MAX_BYTES) {
            throw new Mp4Exception("a frame of the file is empty or too large");
        }
        if (offset < 0 || offset > Long.MAX_VALUE - size) {
            throw new Mp4Exception("a frame is outside the file");
        }
        return new Sample(decodeTicks, compositionTicks, durationTicks, keyframe, offset, (int) size);
    }
}
