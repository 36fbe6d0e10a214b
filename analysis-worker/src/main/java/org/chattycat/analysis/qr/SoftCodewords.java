package org.chattycat.analysis.qr;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The codewords of a code before correction, unmasked, in the order of their placement. */
final class SoftCodewords {
    final int[] values;
    /** Per codeword, the reliability of its least reliable module. */
    final double[] reliability;

    SoftCodewords(QrLayout layout, double[] darkness, int mask) {
        int count = layout.dataModules.length / 8;
        values = new int[count];
        reliability = new double[count];
        for (int codeword = 0; codeword < count; codeword++) {
            reliability[codeword] = Double.POSITIVE_INFINITY;
            for (int bit = 0; bit < 8; bit++) {
                int module = layout.dataModules[codeword * 8 + bit];
                boolean one = darkness[module] > 0 != layout.inverts(mask, module);
                values[codeword] = values[codeword] << 1 | (one ? 1 : 0);
                reliability[codeword] = Math.min(reliability[codeword], Math.abs(darkness[module]));
            }
        }
    }

    /** Indexes into {@code places}, sorted by the reliability of the codewords, least reliable first. */
    int[] byReliability(int[] places) {
        return IntStream.range(0, places.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> reliability[places[i]]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
