package org.chattycat.app.latency.compare;

import java.time.Duration;
import org.chattycat.analysis.live.ClockSource;

/**
 * What the clocks of two spans allow to say about the difference of their latencies.
 *
 * @param sameWay whether both latencies begin at the same place: a stamp has no screen and no lens, and the loop between two
 *     codes has a clock of its own
 * @param systematicMs bound of the error of the difference that no number of measurements makes smaller; null when the clocks
 *     are not known to be synchronised
 * @param mayDifferMs by how much the clocks may differ; null when {@code systematicMs} is known
 * @param assumesOnePhone whether it holds only if one phone showed the clock in both spans, which codes without an id do not prove
 */
record ClockRelation(boolean sameWay, Double systematicMs, Double mayDifferMs, boolean assumesOnePhone) {
    /** The frequency tolerance of a clock, PHI of RFC 5905 section 4: 15 ms in 1000 s. */
    private static final double DRIFT_PPM = 15;

    /** No connection and no camera explain more: the constants of a worker's allowance, docs/using.md. */
    private static final double PLAUSIBLE_MS = 3000;

    private static final double MS_PER_SECOND = 1000;
    private static final double MILLION = 1e6;

    /** Possible errors of a clock: the true latency minus the measured one, in ms. */
    private record Error(double least, double most) {
        /**
         * An error that the store knows; or, of a clock that nobody synchronised, all those with which the true latency is plausible.
         */
        static Error of(SpanSeries series, double medianMs) {
            return isKnown(series)
                    ? new Error(-series.clockErrorMs(), series.clockErrorMs())
                    : new Error(-medianMs, PLAUSIBLE_MS - medianMs);
        }
    }

    /**
     * The relation of two spans.
     *
     * @param sameParticipant whether both are of one participant in one meeting
     * @param apart from the beginning of the earlier span to the end of the later one
     */
    static ClockRelation of(
            SpanSeries one,
            double oneMedianMs,
            SpanSeries other,
            double otherMedianMs,
            boolean sameParticipant,
            Duration apart) {
        if (place(one.source()) != place(other.source())) {
            return new ClockRelation(false, null, null, false);
        }
        if (one.source() == ClockSource.PAIR) {
            return new ClockRelation(true, 0.0, null, false);
        }
        boolean sameClock = sameParticipant
                && one.source() == other.source()
                && one.clocks().size() == 1
                && one.clocks().equals(other.clocks());
        if (isKnown(one) && isKnown(other)) {
            // One clock stands on one screen, whose delay is the same in both.
            double screens = sameClock ? 0 : one.screenMs() + other.screenMs();
            return new ClockRelation(true, one.clockErrorMs() + other.clockErrorMs() + screens, null, false);
        }
        if (sameClock && one.source() == ClockSource.GOPRO) {
            double driftMs = apart.toMillis() / MS_PER_SECOND * DRIFT_PPM / MILLION * MS_PER_SECOND;
            return new ClockRelation(true, driftMs, null, true);
        }
        Error first = Error.of(one, oneMedianMs);
        Error second = Error.of(other, otherMedianMs);
        double mayDiffer = Math.max(second.most - first.least, first.most - second.least);
        return new ClockRelation(true, null, mayDiffer, false);
    }

    private static boolean isKnown(SpanSeries series) {
        return series.clockErrorMs() != null;
    }

    /** Where the latency begins. */
    private static ClockSource place(ClockSource source) {
        return source == ClockSource.GOPRO ? ClockSource.OWN : source;
    }
}
