package org.chattycat.kurento.embedded.recording;

import java.util.Optional;

/**
 * The size of the pictures that a VP8 keyframe begins (RFC 6386 section 9.1).
 *
 * @param width in pixels
 * @param height in pixels
 */
record Vp8Size(int width, int height) {
    /** @return empty if the frame has no valid header of a keyframe */
    static Optional<Vp8Size> of(byte[] keyframe) {
        boolean valid = keyframe.length >= 10
                && (keyframe[3] & 0xff) == 0x9d
                && (keyframe[4] & 0xff) == 0x01
                && (keyframe[5] & 0xff) == 0x2a;
        if (!valid) {
            return Optional.empty();
        }
        Vp8Size size = new Vp8Size(bits14(keyframe, 6), bits14(keyframe, 8));
        return size.width == 0 || size.height == 0 ? Optional.empty() : Optional.of(size);
    }

    private static int bits14(byte[] bytes, int at) {
        return (bytes[at + 1] & 0x3f) << 8 | bytes[at] & 0xff;
    }
}
