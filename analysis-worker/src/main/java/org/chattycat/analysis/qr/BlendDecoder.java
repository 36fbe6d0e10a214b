package org.chattycat.analysis.qr;

import java.util.Optional;

/**
 * Decodes a code that is blended with the one before it, which happens when the screen changes during an exposure. Each
 * module's luma is then the mean of its colours in both codes. The earlier code is known from an earlier frame, so its share
 * is subtracted. The rest must pass the parity check of the new code, so the earlier code cannot influence its text.
 */
final class BlendDecoder {
    /** Shares of the earlier code to try. With a smaller share, the new code can be read directly; with a larger one, too little of it is left. */
    private static final double[] SHARES = {0.5, 0.35, 0.65};

    private final SoftDecoder whole;

    BlendDecoder(SoftDecoder whole) {
        this.whole = whole;
    }

    /**
     * Decodes the new code.
     *
     * @param darkness per module: about +1 where both codes are dark, −1 where both are light
     * @param before the earlier code
     */
    Optional<Decoded> decode(QrLayout layout, double[] darkness, Decoded before) {
        double[] rest = new double[darkness.length];
        for (double share : SHARES) {
            for (int module = 0; module < rest.length; module++) {
                rest[module] = (darkness[module] - share * before.colours()[module]) / (1 - share);
            }
            Optional<Decoded> decoded =
                    whole.decode(layout, rest).filter(code -> !code.text().equals(before.text()));
            if (decoded.isPresent()) {
                return decoded;
            }
        }
        return Optional.empty();
    }
}
