package org.chattycat.analysis.qr;

/**
 * A code that was read, in pixels of the whole picture.
 *
 * @param inverted whether its dark modules are shown light and its light ones dark
 */
record FoundCode(String text, Decoded decoded, Quad place, int modules, boolean inverted, ScanStage stage) {
    CodeDetection sighting(long startNanos) {
        return new CodeDetection(text, place, stage, System.nanoTime() - startNanos);
    }
}
