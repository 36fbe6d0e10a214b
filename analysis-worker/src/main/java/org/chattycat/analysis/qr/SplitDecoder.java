package org.chattycat.analysis.qr;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Decodes a frame that shows one code above some row and the next one below it. A camera with a rolling shutter takes such a
 * frame when the screen changes.
 *
 * <p>Two successive clocks have nearly the same text, but each has its own mask and parity. Each possible row of the change is
 * tried: each part is unmasked with the mask of its own format bits, and the parity of one part is used while that of the
 * other part is erased. The data of both parts is used as seen. Where it differs, the remaining parity corrects it or rejects
 * it. The result is one of the two codes, never a mixture: the parity of a mixture would differ from what is seen in nearly
 * every codeword.
 */
final class SplitDecoder {
    /** The number of rows that are tried, evenly spread over the code's height. */
    private static final int ROWS = 16;
    /** Fewer modules do not determine the format. */
    private static final int MIN_FORMAT_MODULES = 5;

    private final SoftDecoder whole;

    SplitDecoder(SoftDecoder whole) {
        this.whole = whole;
    }

    /**
     * Decodes either code.
     *
     * @param darkness per module, positive for dark
     * @param rows per module, its row in the frame
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

    /** Corrects all blocks. Parity codewords that are not completely in the wanted part are erased. */
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
