package org.chattycat.analysis.qr;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chattycat.analysis.clock.ClockCode;

/**
 * Recognises the clock that follows a known one, where too little of a code is left to decode it: a blend of two codes, or
 * modules that a reflection or blur hides. Every millisecond of a short time after the last reading is a candidate, with every mask. A
 * candidate's modules are compared with the luma, in those codewords only in which candidates differ: some digits and all
 * parity. Of any two texts nearly half of these modules differ, so a candidate that is not shown agrees with the luma by chance only.
 *
 * <p>A candidate is recognised only if chance would produce its agreement, among as many candidates, less often than once in
 * {@link #CHANCES}. This is a comparison and not a reading: {@link ScanStage#PREDICTED} marks it.
 */
final class Prediction {
    /** Of this many frames without a candidate's light, less than one would be accepted. */
    private static final double CHANCES = 1e9;
    /** Earlier texts count too: the last one may still be in the exposure. */
    private static final int BACK_MS = 50;
    /** How far a clock can advance from one frame to the next, and at most since it was last read. */
    private static final int FRAME_MS = 250;

    private static final int MAX_MS = 2000;
    /** Positions of the digits in a clock's text: all but the dot of {@code oTyymmddhhmmss.mmm}. */
    private static final int[] DIGITS =
            IntStream.rangeClosed(2, 17).filter(i -> i != 14).toArray();

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss.SSS");
    /** The header of byte mode: 4 bits of mode, 8 of length. */
    private static final int BYTE_MODE = 0b0100;

    private static final int MASKS = 8;

    private final QrLayout layout;
    private final String text;
    private final LocalDateTime time;
    private final QrBlocks blocks;
    private final int level;
    /** The codewords of the last text. */
    private final int[] codewords;
    /** Per digit: the block and the place in it of the codeword whose upper half is the digit's lower half. */
    private final int[][] placeOfDigit;
    /** Per digit and change of its value: the changes of the block's parity. */
    private final int[][][] parityChanges = new int[DIGITS.length][16][];

    private Prediction(QrLayout layout, Decoded last, LocalDateTime time, int format, int[] codewords) {
        this.layout = layout;
        this.text = last.text();
        this.time = time;
        this.level = format >> 3;
        this.blocks = QrBlocks.of(layout.version, ErrorCorrectionLevel.forBits(level));
        this.codewords = codewords;
        this.placeOfDigit = new int[DIGITS.length][];
        for (int digit = 0; digit < DIGITS.length; digit++) {
            // Shifted by the header's 12 bits.
            placeOfDigit[digit] = placeOfData(DIGITS[digit] + 2);
        }
    }

    /** What follows {@code last}; empty if that is no clock, or encoded in an unusual way. */
    static Optional<Prediction> of(QrLayout layout, Decoded last) {
        if (!(ClockCode.parse(last.text()) instanceof ClockCode.Valid clock)) {
            return Optional.empty();
        }
        double[] darkness = new double[last.colours().length];
        for (int module = 0; module < darkness.length; module++) {
            darkness[module] = last.colours()[module];
        }
        int format = SoftDecoder.format(layout, darkness, module -> true, 0);
        int[] codewords = new SoftCodewords(layout, darkness, format & 7).values;
        Prediction prediction = new Prediction(layout, last, clock.wall(), format, codewords);
        return prediction.isInByteMode() ? Optional.of(prediction) : Optional.empty();
    }

    private boolean isInByteMode() {
        int length = text.length();
        if (data(0) >> 4 != BYTE_MODE || ((data(0) & 15) << 4 | data(1) >> 4) != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (((data(i + 1) & 15) << 4 | data(i + 2) >> 4) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A data codeword, in the order of the data. */
    private int data(int index) {
        int[] place = placeOfData(index);
        return codewords[blocks.places(place[0])[place[1]]];
    }

    private int[] placeOfData(int index) {
        int rest = index;
        for (int block = 0; block < blocks.count(); block++) {
            int length = blocks.places(block).length - blocks.parity();
            if (rest < length) {
                return new int[] {block, rest};
            }
            rest -= length;
        }
        throw new IllegalArgumentException("no data codeword " + index);
    }

    /**
     * Finds the clock that is shown.
     *
     * @param darkness per module: positive for dark, negative for light
     * @param frames since the last reading, from 1
     */
    Optional<Decoded> recognise(double[] darkness, int frames, SoftDecoder decoder) {
        int ahead = Math.min(MAX_MS, FRAME_MS * frames);
        int[][] candidates = IntStream.rangeClosed(-BACK_MS, ahead)
                .mapToObj(ms -> candidate(time.plus(ms, ChronoUnit.MILLIS)))
                .toArray(int[][]::new);
        int[] tested = tested(candidates);
        int[] best = null;
        int bestMask = 0;
        double bestScore = 0;
        boolean bestIsNew = false;
        for (int mask = 0; mask < MASKS; mask++) {
            CodewordScores scores = new CodewordScores(layout, darkness, mask, tested);
            double needed =
                    Math.sqrt(2 * Math.log(CHANCES * candidates.length * MASKS) * scores.energy(0, tested.length));
            for (int i = 0; i < candidates.length; i++) {
                double score = 0;
                for (int t = 0; t < tested.length; t++) {
                    score += scores.of(t, candidates[i][tested[t]]);
                }
                // A text that was not read before says more, also if the one before has more of the light.
                boolean isNew = i > BACK_MS;
                if (score > needed && (isNew && !bestIsNew || isNew == bestIsNew && score > bestScore)) {
                    best = candidates[i];
                    bestMask = mask;
                    bestScore = score;
                    bestIsNew = isNew;
                }
            }
        }
        return best == null || !agreesElsewhere(darkness, best, bestMask, tested)
                ? Optional.empty()
                : decoder.complete(layout, best, level << 3 | bestMask);
    }

    /**
     * Whether the blocks in which all candidates are equal are shown as well: their parity must agree too. Otherwise another
     * clock with the same time and another id would be taken for this one.
     */
    private boolean agreesElsewhere(double[] darkness, int[] candidate, int mask, int... tested) {
        for (int block = 0; block < blocks.count(); block++) {
            int[] places = blocks.places(block);
            int[] parity = Arrays.copyOfRange(places, places.length - blocks.parity(), places.length);
            if (Arrays.stream(parity).noneMatch(place -> Arrays.binarySearch(tested, place) >= 0)) {
                CodewordScores scores = new CodewordScores(layout, darkness, mask, parity);
                double score = IntStream.range(0, parity.length)
                        .mapToDouble(i -> scores.of(i, candidate[parity[i]]))
                        .sum();
                if (score < Math.sqrt(2 * Math.log(CHANCES) * scores.energy(0, parity.length))) {
                    return false;
                }
            }
        }
        return true;
    }

    private int[] candidate(LocalDateTime at) {
        String digits = TIME.format(at);
        int[] candidate = codewords.clone();
        for (int digit = 0; digit < DIGITS.length; digit++) {
            int change = digits.charAt(DIGITS[digit] - 2) ^ text.charAt(DIGITS[digit]);
            if (change != 0) {
                int[] places = blocks.places(placeOfDigit[digit][0]);
                candidate[places[placeOfDigit[digit][1]]] ^= change << 4;
                int[] parity = parityChange(digit, change);
                for (int i = 0; i < parity.length; i++) {
                    candidate[places[places.length - parity.length + i]] ^= parity[i];
                }
            }
        }
        return candidate;
    }

    /** Reed-Solomon codes are linear: a change of the data changes the parity by the parity of the change. */
    private int[] parityChange(int digit, int change) {
        if (parityChanges[digit][change] == null) {
            int[] word = new int[blocks.places(placeOfDigit[digit][0]).length - blocks.parity()];
            word[placeOfDigit[digit][1]] = change << 4;
            parityChanges[digit][change] = ReedSolomon.parity(word, blocks.parity());
        }
        return parityChanges[digit][change];
    }

    /** The codewords in which not all candidates are equal. */
    private static int[] tested(int[]... candidates) {
        return IntStream.range(0, candidates[0].length)
                .filter(i -> {
                    for (int[] candidate : candidates) {
                        if (candidate[i] != candidates[0][i]) {
                            return true;
                        }
                    }
                    return false;
                })
                .toArray();
    }
}
