package org.chattycat.app.latency.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.app.latency.compare.Comparison.SpanDifference;
import org.chattycat.app.latency.compare.Comparison.Verdict;
import org.chattycat.app.latency.history.TimeRange;
import org.junit.jupiter.api.Test;

class ComparisonsTest {
    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    private static final UUID MEETING = UUID.randomUUID();
    private static final UUID ADA = UUID.randomUUID();

    private final Random random = new Random(4);

    private Comparisons.Span span(
            ClockSource source, Double clockErrorMs, String clock, int startSecond, int seconds, double medianMs) {
        double[] latencies = IntStream.range(0, seconds)
                .mapToDouble(i -> medianMs + 10 * random.nextGaussian())
                .toArray();
        int[] at = IntStream.range(0, seconds).toArray();
        double[] lost =
                Arrays.stream(at).mapToDouble(i -> medianMs > 200 ? 2 : 0).toArray();
        double[] packets = Arrays.stream(at).mapToDouble(i -> 100).toArray();
        double[] bits = Arrays.stream(at)
                .mapToDouble(i -> 1e6 + 1e5 * random.nextGaussian())
                .toArray();
        double[] frames = Arrays.stream(at).mapToDouble(i -> 30).toArray();
        return new Comparisons.Span(
                MEETING,
                null,
                new TimeRange(START.plusSeconds(startSecond), START.plusSeconds(startSecond + seconds)),
                true,
                new SpanSeries(
                        ADA,
                        "Ada",
                        source,
                        at,
                        latencies,
                        List.of(clock),
                        clockErrorMs,
                        30.0,
                        new SpanSeries.VideoSeries(at, lost, packets, bits, frames)));
    }

    private static SpanDifference only(Comparisons.Span... spans) {
        return Comparisons.of(List.of(spans)).differences().get(0);
    }

    @Test
    void theFasterSpanIsNamedWithAnIntervalThatContainsTheClocksError() {
        SpanDifference found =
                only(span(ClockSource.OWN, 2.0, "7 1", 0, 300, 220), span(ClockSource.OWN, 1.0, "7 1", 300, 300, 180));
        assertThat(found.verdict()).isEqualTo(Verdict.FASTER);
        assertThat(found.medianMs()).isCloseTo(-40, within(4.0));
        assertThat(found.systematicMs()).isEqualTo(3.0);
        assertThat(found.upperMs() - found.lowerMs()).isBetween(6.0, 16.0);
        assertThat(found.sentence())
                .matches("B is \\d\\d(\\.\\d)? ms faster, 95 % interval \\d\\d(\\.\\d)?–\\d\\d(\\.\\d)? ms\\.");
        assertThat(found.lossPercent().value()).isCloseTo(-2, within(1e-9));
        assertThat(found.lossPercent().upper()).isCloseTo(-2, within(1e-9));
        assertThat(found.bitsPerSecond().lower())
                .isLessThan(found.bitsPerSecond().value());
        assertThat(found.framesPerSecond().value()).isZero();
    }

    @Test
    void aSlowerSpanIsCalledSlower() {
        SpanDifference found =
                only(span(ClockSource.OWN, 2.0, "7 1", 0, 300, 180), span(ClockSource.OWN, 1.0, "7 1", 300, 300, 220));
        assertThat(found.verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(found.sentence()).startsWith("B is ").contains(" ms slower, 95 % interval ");
    }

    /** 40 ms are less than the screens of two phones may differ. */
    @Test
    void whatClocksAndScreensMayBeOffIsNoProvenDifference() {
        SpanDifference found =
                only(span(ClockSource.OWN, 2.0, "7 1", 0, 300, 220), span(ClockSource.OWN, 1.0, "8 1", 300, 300, 180));
        assertThat(found.verdict()).isEqualTo(Verdict.NO_DIFFERENCE);
        assertThat(found.sentence())
                .startsWith("No difference between A and B is proven: the median of B is ")
                .contains(" ms lower, 95 % interval −");
    }

    @Test
    void whereClocksAreNotSynchronisedNobodyWins() {
        SpanDifference found = only(
                span(ClockSource.GOPRO, null, " 1", 0, 300, 220), span(ClockSource.OWN, 1.0, "8 1", 300, 300, 180));
        assertThat(found.verdict()).isEqualTo(Verdict.CLOCKS_DIFFER);
        assertThat(found.clocksMayDifferMs()).isCloseTo(2781, within(5.0));
        assertThat(found.sentence())
                .startsWith("The clocks of A and B are not synchronised: they may differ by up to 2.8 s")
                .doesNotContainPattern("(faster|slower), 95");
    }

    @Test
    void onePhoneIsComparedWithItself() {
        SpanDifference found = only(
                span(ClockSource.GOPRO, null, " 1", 0, 300, 220), span(ClockSource.GOPRO, null, " 1", 300, 300, 180));
        assertThat(found.verdict()).isEqualTo(Verdict.FASTER);
        assertThat(found.systematicMs()).isCloseTo(9, within(1e-9));
        assertThat(found.sentence()).endsWith(", if one phone showed the clock in both.");
    }

    @Test
    void shortSpansAreRefusedWithWhatTheyNeed() {
        SpanDifference found =
                only(span(ClockSource.OWN, 2.0, "7 1", 0, 300, 220), span(ClockSource.OWN, 1.0, "7 1", 300, 60, 180));
        assertThat(found.verdict()).isEqualTo(Verdict.TOO_SHORT);
        assertThat(found.sentence())
                .matches("B has \\d+ blocks of \\d+ s, and a comparison needs 20: mark a span with at least \\d+ s of"
                        + " measurements\\.");
        assertThat(found.medianMs()).isNull();
        assertThat(found.bitsPerSecond().lower()).isNull();
    }

    @Test
    void stampsAndPhonesMeasureFromDifferentPlaces() {
        SpanDifference found = only(
                span(ClockSource.STAMP, 2.0, "7 1", 0, 300, 220), span(ClockSource.OWN, 1.0, "8 1", 300, 300, 180));
        assertThat(found.verdict()).isEqualTo(Verdict.DIFFERENT_PLACES);
        assertThat(found.sentence()).contains("A and B begin at different places");
    }

    @Test
    void eachSpanIsComparedWithTheFirstOneAlsoWhereNothingWasMeasured() {
        TimeRange later = new TimeRange(START.plusSeconds(900), START.plusSeconds(960));
        Comparison comparison = Comparisons.of(List.of(
                span(ClockSource.OWN, 2.0, "7 1", 0, 300, 220),
                new Comparisons.Span(MEETING, null, later, true, null),
                new Comparisons.Span(MEETING, null, later, false, null),
                span(ClockSource.OWN, 2.0, "7 1", 300, 300, 180)));
        assertThat(comparison.differences())
                .extracting(SpanDifference::label, SpanDifference::verdict)
                .containsExactly(
                        tuple("B", Verdict.NOTHING_MEASURED),
                        tuple("C", Verdict.NOTHING_MEASURED),
                        tuple("D", Verdict.FASTER));
        assertThat(comparison.differences().get(1).sentence()).contains("no longer stored");
    }

    @Test
    void allHistogramsHaveBinsOfOneWidthAndCountEverySecond() {
        Comparison comparison = Comparisons.of(List.of(
                span(ClockSource.OWN, 2.0, "7 1", 0, 300, 220), span(ClockSource.OWN, 2.0, "7 1", 300, 400, 180)));
        double width = comparison.spans().get(0).bins().get(0).toMs()
                - comparison.spans().get(0).bins().get(0).fromMs();
        comparison.spans().forEach(span -> {
            assertThat(span.bins())
                    .allSatisfy(bin -> assertThat(bin.toMs() - bin.fromMs()).isCloseTo(width, within(1e-9)));
            assertThat(span.bins().stream().mapToLong(Comparison.Bin::count).sum())
                    .isEqualTo(span.seconds());
        });
    }
}
