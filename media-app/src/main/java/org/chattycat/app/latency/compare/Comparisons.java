package org.chattycat.app.latency.compare;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chattycat.app.latency.bootstrap.BlockBootstrap;
import org.chattycat.app.latency.bootstrap.Estimate;
import org.chattycat.app.latency.compare.Comparison.QuantityDifference;
import org.chattycat.app.latency.compare.Comparison.SpanDifference;
import org.chattycat.app.latency.compare.Comparison.SpanFigures;
import org.chattycat.app.latency.compare.Comparison.Verdict;
import org.chattycat.app.latency.compare.Sentences.Interval;
import org.chattycat.app.latency.history.TimeRange;

/** Compares spans with the first one. It computes for some ms, so it does not belong on a thread of the network. */
final class Comparisons {
    private Comparisons() {}

    /**
     * A span whose access was checked.
     *
     * @param title of the meeting; null for none
     * @param windowsKept whether all seconds of the range are still stored
     * @param series null where nothing was measured that counts
     */
    record Span(UUID meetingId, String title, TimeRange range, boolean windowsKept, SpanSeries series) {}

    /** Everything about a span that differences need. */
    private record Measured(
            String label, Span span, Estimate latency, Estimate loss, Estimate bitRate, Estimate frameRate) {}

    /** The figures of all spans, and the difference between the first one and each other. */
    static Comparison of(List<Span> spans) {
        List<Measured> measured = IntStream.range(0, spans.size())
                .mapToObj(i -> measure(String.valueOf((char) ('A' + i)), spans.get(i)))
                .toList();
        Histogram histogram = new Histogram(spans.stream()
                .filter(span -> span.series() != null)
                .map(span -> span.series().latenciesMs())
                .toList());
        return new Comparison(
                measured.stream().map(one -> figures(one, histogram)).toList(),
                measured.stream()
                        .skip(1)
                        .map(other -> difference(measured.get(0), other))
                        .toList());
    }

    private static Measured measure(String label, Span span) {
        SpanSeries series = span.series();
        if (series == null) {
            return new Measured(label, span, null, null, null, null);
        }
        SpanSeries.VideoSeries video = series.video();
        double[] ones =
                IntStream.range(0, video.at().length).mapToDouble(i -> 1).toArray();
        return new Measured(
                label,
                span,
                BlockBootstrap.median(series.at(), series.latenciesMs()),
                ratio(video.at(), percent(video.packetsLost()), video.packets()),
                ratio(video.at(), video.bits(), ones),
                ratio(video.at(), video.frames(), ones));
    }

    private static double[] percent(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> 100 * values[i])
                .toArray();
    }

    /** Null where nothing is known. */
    private static Estimate ratio(int[] at, double[] parts, double[] wholes) {
        boolean known = IntStream.range(0, wholes.length).anyMatch(i -> wholes[i] > 0);
        return known ? BlockBootstrap.ratio(at, parts, wholes) : null;
    }

    private static SpanFigures figures(Measured measured, Histogram histogram) {
        Span span = measured.span;
        SpanSeries series = span.series();
        boolean any = series != null;
        return new SpanFigures(
                measured.label,
                span.meetingId(),
                span.title(),
                span.range().from(),
                span.range().to(),
                any ? series.participantId() : null,
                any ? series.displayName() : null,
                any ? series.source() : null,
                span.windowsKept(),
                any ? series.at().length : 0,
                value(measured.latency),
                any ? (Integer) measured.latency.blockSteps() : null,
                any ? measured.latency.blocks() : 0,
                any ? series.clockErrorMs() : null,
                any ? histogram.of(series.latenciesMs()) : List.of(),
                value(measured.loss),
                value(measured.bitRate),
                value(measured.frameRate));
    }

    private static Double value(Estimate estimate) {
        return estimate == null ? null : (Double) estimate.value();
    }

    private static SpanDifference difference(Measured first, Measured other) {
        Latency found = latency(first, other);
        Interval interval = found.interval;
        ClockRelation clocks = found.clocks;
        return new SpanDifference(
                other.label,
                found.verdict,
                found.sentence,
                interval == null ? null : (Double) interval.middle(),
                interval == null ? null : (Double) interval.lower(),
                interval == null ? null : (Double) interval.upper(),
                clocks == null ? null : clocks.systematicMs(),
                clocks == null ? null : clocks.mayDifferMs(),
                quantity(first.loss, other.loss),
                quantity(first.bitRate, other.bitRate),
                quantity(first.frameRate, other.frameRate));
    }

    /** What a comparison of latencies found; the interval and the clocks are null where there is none. */
    private record Latency(Verdict verdict, String sentence, Interval interval, ClockRelation clocks) {
        static Latency refused(Verdict verdict, String sentence) {
            return new Latency(verdict, sentence, null, null);
        }
    }

    private static Latency latency(Measured first, Measured other) {
        List<Measured> both = List.of(first, other);
        for (Measured one : both) {
            if (one.latency == null) {
                return Latency.refused(
                        Verdict.NOTHING_MEASURED, Sentences.nothingMeasured(one.label, one.span.windowsKept()));
            }
        }
        ClockRelation clocks = clocks(first, other);
        if (!clocks.sameWay()) {
            return Latency.refused(Verdict.DIFFERENT_PLACES, Sentences.differentPlaces(first.label, other.label));
        }
        for (Measured one : both) {
            if (!one.latency.isLongEnough()) {
                return Latency.refused(Verdict.TOO_SHORT, Sentences.tooShort(one.label, one.latency));
            }
        }
        double medianMs = other.latency.value() - first.latency.value();
        double sampling = other.latency.plusMinus(first.latency);
        if (clocks.systematicMs() == null) {
            Interval interval = new Interval(medianMs, sampling);
            String sentence = Sentences.clocksDiffer(first.label, other.label, clocks.mayDifferMs(), interval);
            return new Latency(Verdict.CLOCKS_DIFFER, sentence, interval, clocks);
        }
        Interval interval = new Interval(medianMs, sampling + clocks.systematicMs());
        Verdict verdict =
                interval.upper() < 0 ? Verdict.FASTER : interval.lower() > 0 ? Verdict.SLOWER : Verdict.NO_DIFFERENCE;
        return new Latency(
                verdict,
                Sentences.compared(first.label, other.label, verdict, interval, clocks.assumesOnePhone()),
                interval,
                clocks);
    }

    private static ClockRelation clocks(Measured first, Measured other) {
        TimeRange one = first.span.range();
        TimeRange two = other.span.range();
        List<Instant> ends = new ArrayList<>(List.of(one.from(), one.to(), two.from(), two.to()));
        ends.sort(null);
        return ClockRelation.of(
                first.span.series(),
                first.latency.value(),
                other.span.series(),
                other.latency.value(),
                first.span.meetingId().equals(other.span.meetingId())
                        && first.span
                                .series()
                                .participantId()
                                .equals(other.span.series().participantId()),
                Duration.between(ends.get(0), ends.get(ends.size() - 1)));
    }

    private static QuantityDifference quantity(Estimate first, Estimate other) {
        if (first == null || other == null) {
            return null;
        }
        double value = other.value() - first.value();
        boolean enough = Stream.of(first, other).allMatch(Estimate::isLongEnough);
        Double plusMinus = enough ? (Double) other.plusMinus(first) : null;
        return new QuantityDifference(
                value, enough ? (Double) (value - plusMinus) : null, enough ? (Double) (value + plusMinus) : null);
    }
}
