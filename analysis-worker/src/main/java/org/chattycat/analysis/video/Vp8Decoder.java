package org.chattycat.analysis.video;

import java.util.Optional;
import org.opencv.core.Mat;

/**
 * Decodes one VP8 stream (RFC 6386), frame by frame. Not thread-safe; the native decoder lives from construction to
 * {@link #close()}.
 *
 * <p>Decode every intact frame, in order: VP8 predicts frames from earlier ones, and a skipped frame corrupts the
 * following ones silently until the next keyframe.
 */
public final class Vp8Decoder implements AutoCloseable {
    /** 1080p. A VP8 header may claim 16383x16383, which would be 400 MB for each of several reference frames. */
    public static final int MAX_PIXELS = 1920 * 1080;

    /** Far more than a 1080p keyframe takes at any quality a browser sends. */
    static final int MAX_FRAME_BYTES = 4 << 20;

    private final PictureDecoder decoder = PictureDecoder.ofVp8(MAX_PIXELS);
    private final PaddedBuffer input = new PaddedBuffer();

    /**
     * Decodes the first {@code length} bytes of {@code frame}.
     *
     * @return the luma plane, 8 bits a pixel, over the decoder's memory: valid until the next call of this method or
     *     {@link #close()}, read only; empty for a frame that is not displayed
     * @throws CorruptVideoException if the frame is damaged, empty or has more than {@link #MAX_PIXELS}; continue with
     *     the next keyframe
     */
    public Optional<Mat> decode(byte[] frame, int length) throws CorruptVideoException {
        if (length <= 0 || length > MAX_FRAME_BYTES) {
            throw new CorruptVideoException("a frame of " + length + " bytes");
        }
        decoder.send(input.fill(frame, length));
        return decoder.receive();
    }

    @Override
    public void close() {
        decoder.close();
        input.close();
    }
}
