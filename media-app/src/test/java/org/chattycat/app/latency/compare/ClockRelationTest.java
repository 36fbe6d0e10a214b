package org.chattycat.app.latency.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;
import org.junit.jupiter.api.Test;

class ClockRelationTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final UUID SOMEBODY = UUID.randomUUID();

    private static SpanSeries series(ClockSource source, Double clockErrorMs, String... clocks) {
        return new SpanSeries(
                SOMEBODY, "Ada", source, new int[0], new double[0], List.of(clocks), clockErrorMs, 30.0, null);
    }

    private static ClockRelation relation(SpanSeries one, SpanSeries other, boolean sameParticipant) {
        return ClockRelation.of(one, 180, other, 220, sameParticipant, TEN_MINUTES);
    }

    @Test
    void theErrorsOfSynchronisedClocksAndTheirScreensAddUp() {
        ClockRelation relation =
                relation(series(ClockSource.OWN, 4.0, "7 1"), series(ClockSource.OWN, 3.0, "8 1"), false);
        assertThat(relation.systematicMs()).isEqualTo(4 + 3 + 30 + 30.0);
        assertThat(relation.mayDifferMs()).isNull();
    }

    @Test
    void oneClockStandsOnOneScreen() {
        SpanSeries clock = series(ClockSource.OWN, 4.0, "7 1");
        assertThat(relation(clock, clock, true).systematicMs()).isEqualTo(8.0);
        // The same id of another participant is another clock.
        assertThat(relation(clock, clock, false).systematicMs()).isEqualTo(68.0);
    }

    @Test
    void onePhoneDriftsBetweenItsSpans() {
        SpanSeries phone = series(ClockSource.GOPRO, null, " 1");
        ClockRelation relation = relation(phone, phone, true);
        assertThat(relation.systematicMs()).isCloseTo(9, within(1e-9));
        assertThat(relation.assumesOnePhone()).isTrue();
    }

    /** Ahead by up to 2820 or 2780 ms, or behind by the whole latency. */
    @Test
    void clocksThatNobodySynchronisedMayDifferByWhatIsPlausible() {
        SpanSeries phone = series(ClockSource.GOPRO, null, " 1");
        ClockRelation relation = relation(phone, phone, false);
        assertThat(relation.systematicMs()).isNull();
        assertThat(relation.mayDifferMs()).isCloseTo(3000 - 180 + 220, within(1e-9));
        assertThat(relation(phone, series(ClockSource.OWN, 5.0, "7 1"), true).mayDifferMs())
                .isCloseTo(3000 - 180 + 5, within(1e-9));
        SpanSeries twoPhones = series(ClockSource.GOPRO, null, " 1", " 2");
        assertThat(relation(twoPhones, twoPhones, true).systematicMs()).isNull();
    }

    @Test
    void aClockOfOursWhoseErrorIsNoLongerStoredIsNotSynchronised() {
        SpanSeries clock = series(ClockSource.OWN, null, "7 1");
        assertThat(relation(clock, clock, true).systematicMs()).isNull();
        assertThat(relation(clock, clock, true).mayDifferMs()).isGreaterThan(2000);
    }

    @Test
    void loopsNeedNoClock() {
        SpanSeries loop = series(ClockSource.PAIR, null, " 1");
        assertThat(relation(loop, loop, false).systematicMs()).isZero();
    }

    @Test
    void latenciesThatBeginAtDifferentPlacesAreNotCompared() {
        SpanSeries phone = series(ClockSource.OWN, 4.0, "7 1");
        assertThat(relation(phone, series(ClockSource.STAMP, 1.0, "9 1"), true).sameWay())
                .isFalse();
        assertThat(relation(phone, series(ClockSource.PAIR, null, "7 1"), true).sameWay())
                .isFalse();
        assertThat(relation(phone, series(ClockSource.GOPRO, null, " 1"), true).sameWay())
                .isTrue();
    }
}
