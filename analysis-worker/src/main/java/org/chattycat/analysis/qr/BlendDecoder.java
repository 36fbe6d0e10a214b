package org.chattycat.analysis.qr;

import java.util.Optional;

/**
 * Decodes a code that is blended with the one before it, as an exposure takes it during which the screen changes. Each
 * module's luma is then a mean of its colours in both codes. The code before is known from an earlier frame, so its part is
 * subtracted. What is left has to pass the parity of the new code: the earlier code says nothing of its text.
 */
final class BlendDecoder {
    /** Shares of the earlier code that are tried. With less of it the new code is read as it is, with more nothing is left. */
    private static final double[] SHARES = {0.5, 0.35, 0.65};

    private final SoftDecoder whole;

    BlendDecoder(SoftDecoder whole) {
        this.whole = whole;
    }

    /**
     * The new code.
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
