package org.chattycat.analysis.qr;

import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** Clips regions to a frame. */
final class Pictures {
    /** The smallest region that can contain a readable code. */
    private static final int MIN_PX = 16;

    private Pictures() {}

    /** The part of {@code rect} inside the frame; empty if it is too small. */
    static Optional<Rect> clip(Rect rect, Mat frame) {
        int left = Math.max(0, rect.x);
        int top = Math.max(0, rect.y);
        int right = Math.min(frame.cols(), rect.x + rect.width);
        int bottom = Math.min(frame.rows(), rect.y + rect.height);
        return right - left < MIN_PX || bottom - top < MIN_PX
                ? Optional.empty()
                : Optional.of(new Rect(left, top, right - left, bottom - top));
    }
}
