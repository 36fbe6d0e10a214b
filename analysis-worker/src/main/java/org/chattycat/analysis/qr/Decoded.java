package org.chattycat.analysis.qr;

/**
 * A code that was decoded.
 *
 * @param text what it says
 * @param colours per module, as its corrected codewords make it: +1 dark, −1 light
 */
record Decoded(String text, byte[] colours) {
    boolean isOf(QrLayout layout) {
        return colours.length == layout.size * layout.size;
    }
}
