package org.chattycat.app.latency.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolutionTest {
    private static final Instant FROM = Instant.parse("2026-03-01T09:30:10Z");

    @ParameterizedTest
    @CsvSource({
        "PT1M, 1000, true, PT1S",
        "PT20M, 1000, true, PT2S",
        "PT1H, 1000, true, PT5S",
        "PT3H, 1000, true, PT15S",
        "PT3H, 1000, false, PT1M",
        "PT4H, 1000, true, PT1M",
        "PT24H, 1000, true, PT2M",
        "PT24H, 1500, true, PT1M",
        "P40D, 1000, true, PT1H",
        "P400D, 100, true, P8D",
        "PT5S, 1, true, PT5S",
        "P30000D, 1, true, P32768D",
    })
    void theFinestThatGivesFewEnoughPoints(Duration length, int maxPoints, boolean kept, Duration expected) {
        TimeRange range = new TimeRange(FROM, FROM.plus(length));
        assertThat(Resolution.of(range, null, maxPoints, kept).duration()).isEqualTo(expected);
    }

    @Test
    void bucketsAreCountedFromTheEpoch() {
        Resolution halfMinute = new Resolution(30);
        assertThat(halfMinute.bucket(FROM)).isEqualTo("2026-03-01T09:30:00Z");
        assertThat(halfMinute.bucket(Instant.parse("1969-12-31T23:59:59Z"))).isEqualTo("1969-12-31T23:59:30Z");
    }
}
