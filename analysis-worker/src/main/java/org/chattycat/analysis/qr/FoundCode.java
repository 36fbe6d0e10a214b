package org.chattycat.analysis.qr;

/**
 * A code that was read, in pixels of the whole frame.
 *
 * @param inverted whether its dark modules are shown light and its light ones dark
 */
record FoundCode(String text, Decoded decoded, Quad place, int modules, boolean inverted, ScanStage stage) {
    CodeDetection detection(long startNanos) {
        return new CodeDetection(text, place, stage, System.nanoTime() - startNanos);
    }
}
