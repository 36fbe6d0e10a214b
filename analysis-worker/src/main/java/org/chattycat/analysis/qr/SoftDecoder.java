package org.chattycat.analysis.qr;

import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Decodes a code from the darkness of its modules. Codewords with modules between dark and light are treated as erasures,
 * twice as many of which can be corrected as of errors (generalised minimum distance decoding, Forney 1966).
 */
final class SoftDecoder {
    private static final Map<DecodeHintType, ?> HINTS = Map.of(DecodeHintType.CHARACTER_SET, "ISO-8859-1");
    private static final int FORMAT_MASK = 0x5412;
    private static final int MASKS = 8;
    private static final int[] FORMATS = formats();
    /** The number of erasures grows by this step. */
    private static final int ERASURE_STEP = 2;

    private static final int[] NONE = {};

    private final Decoder zxing = new Decoder();

    /**
     * Decodes a code.
     *
     * @param darkness per module: positive for dark, negative for light; the absolute value is the reliability
     */
    Optional<Decoded> decode(QrLayout layout, double[] darkness) {
        int format = format(layout, darkness, module -> true, 0);
        SoftCodewords codewords = new SoftCodewords(layout, darkness, format & 7);
        QrBlocks blocks = QrBlocks.of(layout.version, ErrorCorrectionLevel.forBits(format >> 3));
        int[] corrected = codewords.values.clone();
        for (int block = 0; block < blocks.count(); block++) {
            if (!correct(corrected, blocks.places(block), blocks.parity(), codewords)) {
                return Optional.empty();
            }
        }
        return complete(layout, corrected, format);
    }

    /** Corrects one block in place, with as few erasures as possible. */
    private static boolean correct(int[] values, int[] places, int parity, SoftCodewords codewords) {
        int[] word = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            word[i] = values[places[i]];
        }
        int[] syndromes = ReedSolomon.syndromes(word, parity);
        // Most codewords are right or have few errors. Sorting them takes longer than correcting those.
        boolean corrected = ReedSolomon.correct(word, syndromes, NONE);
        int[] doubtful = corrected ? NONE : codewords.byReliability(places);
        for (int erasures = ERASURE_STEP; !corrected && erasures <= parity; erasures += ERASURE_STEP) {
            corrected = ReedSolomon.correct(word, syndromes, Arrays.copyOf(doubtful, erasures));
        }
        for (int i = 0; corrected && i < places.length; i++) {
            values[places[i]] = word[i];
        }
        return corrected;
    }

    /**
     * The format (two bits of error correction level, three of mask) that agrees best with the used ones of its 30 modules; -1
     * if fewer than {@code atLeast} are used.
     */
    static int format(QrLayout layout, double[] darkness, IntPredicate used, int atLeast) {
        double[] scores = new double[FORMATS.length];
        return formatScores(layout, darkness, used, scores) < atLeast ? -1 : best(scores);
    }

    /** How well the format modules agree with any format. Of a mirrored code they agree worse. */
    static double formatScore(QrLayout layout, double[] darkness) {
        double[] scores = new double[FORMATS.length];
        formatScores(layout, darkness, module -> true, scores);
        return scores[best(scores)];
    }

    /** Per mask, the error correction level of the format that agrees best. */
    static int[] levels(QrLayout layout, double[] darkness) {
        double[] scores = new double[FORMATS.length];
        formatScores(layout, darkness, module -> true, scores);
        int[] levels = new int[MASKS];
        for (int format = 0; format < FORMATS.length; format++) {
            int mask = format % MASKS;
            levels[mask] = scores[format] > scores[levels[mask] * MASKS + mask] ? format / MASKS : levels[mask];
        }
        return levels;
    }

    /** Returns the number of used modules. */
    private static int formatScores(QrLayout layout, double[] darkness, IntPredicate used, double[] scores) {
        int count = 0;
        for (int[] copy : layout.formatModules) {
            for (int bit = 0; bit < copy.length; bit++) {
                if (used.test(copy[bit])) {
                    count++;
                    for (int format = 0; format < FORMATS.length; format++) {
                        boolean dark = (FORMATS[format] >> copy.length - 1 - bit & 1) == 1;
                        scores[format] += dark ? darkness[copy[bit]] : -darkness[copy[bit]];
                    }
                }
            }
        }
        return count;
    }

    private static int best(double[] scores) {
        int best = 0;
        for (int format = 1; format < FORMATS.length; format++) {
            best = scores[format] > scores[best] ? format : best;
        }
        return best;
    }

    /** The format words (Annex C): five bits, ten of a BCH code by x^10+x^8+x^5+x^4+x^2+x+1, masked. */
    private static int[] formats() {
        int[] words = new int[32];
        for (int format = 0; format < words.length; format++) {
            int rest = format << 10;
            for (int bit = 14; bit >= 10; bit--) {
                if ((rest >> bit & 1) == 1) {
                    rest ^= 0x537 << bit - 10;
                }
            }
            words[format] = (format << 10 | rest) ^ FORMAT_MASK;
        }
        return words;
    }

    private static byte[] colours(QrLayout layout, BitMatrix code) {
        byte[] colours = layout.fixed.clone();
        for (int module = 0; module < colours.length; module++) {
            if (colours[module] == 0) {
                colours[module] = (byte) (code.get(module % layout.size, module / layout.size) ? 1 : -1);
            }
        }
        return colours;
    }

    /** Writes the corrected codewords as a code without errors, and decodes its text with ZXing. */
    Optional<Decoded> complete(QrLayout layout, int[] codewords, int format) {
        BitMatrix code = new BitMatrix(layout.size);
        for (int i = 0; i < layout.dataModules.length; i++) {
            int module = layout.dataModules[i];
            boolean one = (codewords[i / 8] >> 7 - i % 8 & 1) == 1;
            if (one != layout.inverts(format & 7, module)) {
                code.set(module % layout.size, module / layout.size);
            }
        }
        for (int[] copy : layout.formatModules) {
            for (int bit = 0; bit < copy.length; bit++) {
                if ((FORMATS[format] >> copy.length - 1 - bit & 1) == 1) {
                    code.set(copy[bit] % layout.size, copy[bit] / layout.size);
                }
            }
        }
        try {
            byte[] colours = colours(layout, code);
            return Optional.of(new Decoded(zxing.decode(code, HINTS).getText(), colours));
        } catch (ReaderException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
