package org.chattycat.analysis.qr;

import java.util.Objects;

/**
 * A code that was read from one frame.
 *
 * @param text what it says, as ISO 8859-1; any code's text, not only a clock's
 * @param place where it lies in the frame
 * @param stage what read it
 * @param costNanos time from the start of the call to this reading
 */
public record CodeDetection(String text, Quad place, ScanStage stage, long costNanos) {
    public CodeDetection {
        Objects.requireNonNull(text);
        Objects.requireNonNull(place);
        Objects.requireNonNull(stage);
        if (costNanos < 0) {
            throw new IllegalArgumentException("a cost of " + costNanos + " ns");
        }
    }
}
