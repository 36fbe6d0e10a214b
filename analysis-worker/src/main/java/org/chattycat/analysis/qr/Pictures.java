package org.chattycat.analysis.qr;

import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** Helps with parts of pictures. */
final class Pictures {
    /** No code is readable in less. */
    private static final int MIN_PX = 16;

    private Pictures() {}

    /** What of {@code rect} lies inside the picture; empty when that is next to nothing. */
    static Optional<Rect> clip(Rect rect, Mat picture) {
        int left = Math.max(0, rect.x);
        int top = Math.max(0, rect.y);
        int right = Math.min(picture.cols(), rect.x + rect.width);
        int bottom = Math.min(picture.rows(), rect.y + rect.height);
        return right - left < MIN_PX || bottom - top < MIN_PX
                ? Optional.empty()
                : Optional.of(new Rect(left, top, right - left, bottom - top));
    }
}
