package org.chattycat.analysis.truth;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.chattycat.analysis.live.LatencySample;

/**
 * How measurements under one condition compare with the truth, in ms.
 *
 * @param path what was played: {@code readings} into the meter, or {@code film} through encoder, media server and reader
 * @param rawBiasMs mean of the raw value minus the truth
 * @param biasMs mean of the estimate minus the truth
 * @param errorP95Ms 95th percentile of its absolute value
 * @param inBounds share of truths within the estimate's bounds
 * @param inOwnBounds share of truths within the bounds of the reading alone
 * @param inPlusMinus share of truths within ± of the estimate
 * @param widthP50Ms median of the whole width of ±
 * @param boundsP50Ms median of the width of the bounds
 */
public record TruthRow(
        String path,
        Light.Condition condition,
        int samples,
        double samplesPerSecond,
        double rawBiasMs,
        double biasMs,
        double errorP95Ms,
        double inBounds,
        double inOwnBounds,
        double inPlusMinus,
        double widthP50Ms,
        double boundsP50Ms) {
    /** A sample, and the true latency of its frame. */
    record Compared(LatencySample sample, double truthMs) {
        double errorMs() {
            return sample.estimateMs() - truthMs;
        }
    }

    static TruthRow of(String path, Light.Condition condition, List<Compared> samples, double seconds) {
        return new TruthRow(
                path,
                condition,
                samples.size(),
                samples.size() / seconds,
                mean(samples, one -> one.sample().latencyMs() - one.truthMs()),
                mean(samples, Compared::errorMs),
                percentile(samples, one -> Math.abs(one.errorMs()), 0.95),
                share(samples, one -> one.sample().estimateLowerMs(), one -> one.sample()
                        .estimateUpperMs()),
                share(samples, one -> one.sample().lowerMs(), one -> one.sample()
                        .upperMs()),
                share(
                        samples,
                        one -> one.sample().estimateMs() - one.sample().plusMinusMs(),
                        one -> one.sample().estimateMs() + one.sample().plusMinusMs()),
                percentile(samples, one -> 2 * one.sample().plusMinusMs(), 0.5),
                percentile(
                        samples,
                        one -> one.sample().estimateUpperMs() - one.sample().estimateLowerMs(),
                        0.5));
    }

    public String json() {
        return String.format(
                Locale.ROOT,
                "{\"bench\":\"truth\",\"path\":\"%s\",\"clock\":\"%s\",\"fps\":%.0f,\"exposureMs\":%.0f,\"delayMs\":%.0f,"
                        + "\"jitterMs\":%.0f,\"samples\":%d,\"samplesPerSecond\":%.1f,\"rawBiasMs\":%.1f,\"biasMs\":%.1f,"
                        + "\"errorP95Ms\":%.1f,\"inBounds\":%.4f,\"inOwnBounds\":%.4f,\"inPlusMinus\":%.3f,"
                        + "\"widthP50Ms\":%.1f,\"boundsP50Ms\":%.1f}",
                path,
                condition.source(),
                condition.fps(),
                condition.exposureMs(),
                condition.delayMs(),
                condition.jitterMs(),
                samples,
                samplesPerSecond,
                rawBiasMs,
                biasMs,
                errorP95Ms,
                inBounds,
                inOwnBounds,
                inPlusMinus,
                widthP50Ms,
                boundsP50Ms);
    }

    private static double share(
            List<Compared> samples, ToDoubleFunction<Compared> low, ToDoubleFunction<Compared> high) {
        return mean(
                samples,
                one -> one.truthMs() >= low.applyAsDouble(one) && one.truthMs() <= high.applyAsDouble(one) ? 1 : 0);
    }

    private static double mean(List<Compared> samples, ToDoubleFunction<Compared> value) {
        return samples.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static double percentile(List<Compared> samples, ToDoubleFunction<Compared> value, double share) {
        double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }
}
