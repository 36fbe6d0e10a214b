package org.chattycat.analysis.qr;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Decodes a picture that shows one code above some row and the next one below it, as a camera with a rolling shutter
 * takes it while the screen changes.
 *
 * <p>Two successive clocks say nearly the same, but each has a mask and parity of its own. So, for each row at which the
 * change may have been, each part is unmasked by the mask that its own format bits name, and the parity of one part is
 * used with that of the other part erased. The data of both parts is taken as it is seen: where it differs, the parity
 * that is left finds and corrects it, or refuses. What is read so is one of the two codes, never a mixture of both: a
 * mixture's parity would differ from what is seen in nearly every codeword.
 */
final class SplitDecoder {
    /** Rows that are tried, evenly spread over the code's height. */
    private static final int ROWS = 16;
    /** The format cannot be told from fewer modules. */
    private static final int MIN_FORMAT_MODULES = 5;

    private final SoftDecoder whole;

    SplitDecoder(SoftDecoder whole) {
        this.whole = whole;
    }

    /**
     * Decodes either code.
     *
     * @param darkness per module, positive for dark
     * @param rows per module, the row of the picture where it lies
     */
    Optional<Decoded> decode(QrLayout layout, double[] darkness, double[] rows) {
        double top =
                IntStream.range(0, rows.length).mapToDouble(i -> rows[i]).min().orElseThrow();
        double bottom =
                IntStream.range(0, rows.length).mapToDouble(i -> rows[i]).max().orElseThrow();
        for (int i = 1; i < ROWS; i++) {
            double split = top + (bottom - top) * i / ROWS;
            Optional<Decoded> decoded = decode(layout, darkness, module -> rows[module] < split);
            if (decoded.isPresent()) {
                return decoded;
            }
        }
        return Optional.empty();
    }

    private Optional<Decoded> decode(QrLayout layout, double[] darkness, IntPredicate upper) {
        int upperFormat = SoftDecoder.format(layout, darkness, upper, MIN_FORMAT_MODULES);
        int lowerFormat = SoftDecoder.format(layout, darkness, upper.negate(), MIN_FORMAT_MODULES);
        if (upperFormat < 0 || lowerFormat < 0 || upperFormat >> 3 != lowerFormat >> 3) {
            return Optional.empty();
        }
        int[] seen = new int[layout.dataModules.length / 8];
        boolean[] hasUpper = new boolean[seen.length];
        boolean[] hasLower = new boolean[seen.length];
        for (int i = 0; i < layout.dataModules.length; i++) {
            int module = layout.dataModules[i];
            boolean above = upper.test(module);
            int mask = (above ? upperFormat : lowerFormat) & 7;
            boolean one = darkness[module] > 0 != layout.inverts(mask, module);
            seen[i / 8] = seen[i / 8] << 1 | (one ? 1 : 0);
            hasUpper[i / 8] |= above;
            hasLower[i / 8] |= !above;
        }
        QrBlocks blocks = QrBlocks.of(layout.version, ErrorCorrectionLevel.forBits(upperFormat >> 3));
        return correct(seen, blocks, hasLower)
                .flatMap(codewords -> whole.complete(layout, codewords, upperFormat))
                .or(() -> correct(seen, blocks, hasUpper)
                        .flatMap(codewords -> whole.complete(layout, codewords, lowerFormat)));
    }

    /** Corrects all blocks with those parity codewords erased that are not, or not wholly, of the wanted part. */
    private static Optional<int[]> correct(int[] seen, QrBlocks blocks, boolean[] ofOtherPart) {
        int[] codewords = seen.clone();
        for (int block = 0; block < blocks.count(); block++) {
            int[] places = blocks.places(block);
            int[] word = new int[places.length];
            for (int i = 0; i < places.length; i++) {
                word[i] = codewords[places[i]];
            }
            int[] erased = IntStream.range(places.length - blocks.parity(), places.length)
                    .filter(i -> ofOtherPart[places[i]])
                    .toArray();
            if (!ReedSolomon.correct(word, blocks.parity(), erased)) {
                return Optional.empty();
            }
            for (int i = 0; i < places.length; i++) {
                codewords[places[i]] = word[i];
            }
        }
        return Optional.of(codewords);
    }
}
