package org.chattycat.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleBudgetTest {
    private static final Instant SECOND = Instant.parse("2026-11-23T20:00:00Z");

    private final SampleBudget budget = new SampleBudget(10);

    @Test
    void storesTenOfThirtySpreadOverTheSecond() {
        long early = IntStream.range(0, 15).filter(i -> take(i * 33)).count();
        long late = IntStream.range(15, 30).filter(i -> take(i * 33)).count();
        assertThat(early).isEqualTo(5);
        assertThat(late).isEqualTo(5);
    }

    @Test
    void storesACodeThatChangesTenTimesASecondWhole() {
        long taken = IntStream.range(0, 10)
                .filter(i -> take(i * 100 + (i % 2 == 0 ? 40 : 10)))
                .count();
        assertThat(taken).isEqualTo(10);
    }

    @Test
    void aBurstAtTheEndCountsUpToTheWholeSecond() {
        long taken = IntStream.range(0, 30).filter(i -> take(960 + i)).count();
        assertThat(taken).isEqualTo(10);
    }

    private boolean take(int ms) {
        return budget.take(SECOND.plusMillis(ms));
    }
}
