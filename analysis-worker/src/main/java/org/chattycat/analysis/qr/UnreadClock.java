package org.chattycat.analysis.qr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chattycat.analysis.clock.ClockCode;

/**
 * Recognises a clock of which no frame can be decoded: a blend of codes in each exposure, modules behind glare, blur.
 *
 * <p>Most bits of a clock are the same in every clock ({@link ClockShape}). They tell whether a clock is in sight, and with which
 * mask. What is left are digits. Those of the date, the zone and the id stay the same, so the luma of all frames so far tells
 * what they are. Those of seconds and milliseconds are compared with the present frame. {@link ClockCandidates} decides.
 *
 * <p>Like {@link Prediction}, this is a comparison and not a reading.
 */
final class UnreadClock {
    /**
     * How well the known bits must agree with the luma, in standard deviations of what chance does. Chance agrees so well once in
     * 10⁹ comparisons.
     */
    private static final double MIN_AGREEMENT = 6;
    /** The same for the bits that all shapes have in common, which are few; this saves time. */
    private static final double MIN_COMMON_AGREEMENT = 2.5;
    /** What an earlier frame counts, compared with the one after it. */
    private static final double MEMORY = 0.95;

    private static final int LEVELS = 4;
    private static final int MASKS = 8;
    /** The number of codes that one exposure shows well enough. */
    private static final int MAX_BLENDED = 2;

    private final QrLayout layout;
    /** Per error correction level, the sum over all frames of the data's bits; null for levels that were not seen. */
    private final double[][] remembered = new double[LEVELS][];

    private boolean inSight;

    UnreadClock(QrLayout layout) {
        this.layout = layout;
    }

    /**
     * How well bits agree with the known ones of a shape.
     *
     * @param deviations in standard deviations of what chance does
     * @param likelihood by which a bit is multiplied to get the logarithm of the likelihood of 1 against 0
     */
    record Agreement(ClockShape shape, double deviations, double likelihood) {
        static Agreement of(ClockShape shape, int from, int to, double... bits) {
            double sum = 0;
            double squares = 1e-9;
            int count = 0;
            for (int i = from; i < to; i++) {
                if (shape.bits[i] != ClockShape.UNKNOWN) {
                    sum += shape.bits[i] == 1 ? bits[i] : -bits[i];
                    squares += bits[i] * bits[i];
                    count++;
                }
            }
            double mean = sum / count;
            double variance = Math.max(1e-9, squares / count - mean * mean);
            return new Agreement(shape, sum / Math.sqrt(squares), 2 * mean / variance);
        }

        /** With the shape that agrees best; empty if the luma agrees with none. */
        static Optional<Agreement> best(List<ClockShape> shapes, double... bits) {
            if (shapes.isEmpty()
                    || of(shapes.get(0), ClockShape.HEADER_BITS, ClockShape.COMMON_BITS, bits).deviations
                            < MIN_COMMON_AGREEMENT) {
                return Optional.empty();
            }
            return shapes.stream()
                    .map(shape -> of(shape, 0, bits.length, bits))
                    .max(Comparator.comparingDouble(Agreement::deviations))
                    .filter(agreement -> agreement.deviations >= MIN_AGREEMENT);
        }
    }

    /** A code in a frame, with the bits of its data. */
    private record Seen(ClockCodes codes, int mask, double[] data, Agreement agreement) {}

    int modules() {
        return layout.size;
    }

    /** Whether the last frame showed a clock, recognised or not. */
    boolean inSight() {
        return inSight;
    }

    /** Whether a code is most probably a clock, without regard to earlier frames. */
    static boolean isClock(QrLayout layout, double... darkness) {
        return !seen(layout, darkness).isEmpty();
    }

    /**
     * Tells which clock the next frame shows.
     *
     * @param darkness per module: positive for dark, negative for light
     */
    Optional<Decoded> recognise(double[] darkness, SoftDecoder decoder) {
        List<Seen> seen = seen(layout, darkness);
        inSight = !seen.isEmpty();
        seen.forEach(this::remember);
        return seen.stream()
                .map(code -> recognise(code, darkness, decoder))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The codes that a frame shows, the clearest first. */
    private static List<Seen> seen(QrLayout layout, double... darkness) {
        List<Seen> seen = new ArrayList<>();
        int[] levels = SoftDecoder.levels(layout, darkness);
        for (int mask = 0; mask < MASKS; mask++) {
            ClockCodes codes = ClockCodes.of(layout, levels[mask]);
            double[] data = codes.data(darkness, mask);
            int withMask = mask;
            Agreement.best(codes.shapes, data)
                    .ifPresent(agreement -> seen.add(new Seen(codes, withMask, data, agreement)));
        }
        return seen.stream()
                .sorted(Comparator.comparingDouble((Seen code) -> code.agreement.deviations)
                        .reversed())
                .limit(MAX_BLENDED)
                .toList();
    }

    private void remember(Seen code) {
        int level = code.codes.level;
        double[] sums = remembered[level] == null ? new double[code.data.length] : remembered[level];
        for (int bit = 0; bit < sums.length; bit++) {
            sums[bit] = MEMORY * sums[bit] + code.agreement.likelihood * code.data[bit];
        }
        remembered[level] = sums;
    }

    private Optional<Decoded> recognise(Seen code, double[] darkness, SoftDecoder decoder) {
        double[] sums = remembered[code.codes.level];
        return Agreement.best(code.codes.shapes, sums)
                .flatMap(constant -> {
                    double[][] losses = new double[constant.shape.digits.length][];
                    for (int digit = 0; digit < losses.length; digit++) {
                        boolean changing = ClockShape.isChanging(digit);
                        double likelihood = changing ? code.agreement.likelihood : constant.likelihood;
                        losses[digit] = losses(constant.shape, digit, likelihood, changing ? code.data : sums);
                    }
                    return new ClockCandidates(code.codes, constant.shape, losses).best(darkness, code.mask);
                })
                .flatMap(codewords -> decoder.complete(layout, codewords, code.codes.level << 3 | code.mask))
                .filter(decoded -> ClockCode.parse(decoded.text()) instanceof ClockCode.Valid);
    }

    /** Per value of a digit: how much less likely it is than the likeliest, as a logarithm. */
    private static double[] losses(ClockShape shape, int digit, double likelihood, double... bits) {
        double[] losses = new double[shape.largest(digit) + 1];
        double most = Double.NEGATIVE_INFINITY;
        for (int value = 0; value < losses.length; value++) {
            for (int bit = 0; bit < ClockShape.DIGIT_BITS; bit++) {
                boolean one = (value >> ClockShape.DIGIT_BITS - 1 - bit & 1) == 1;
                double darkness = bits[shape.digits[digit] + bit];
                losses[value] += one ? darkness : -darkness;
            }
            most = Math.max(most, losses[value]);
        }
        for (int value = 0; value < losses.length; value++) {
            losses[value] = (most - losses[value]) * likelihood / 2;
        }
        return losses;
    }
}
