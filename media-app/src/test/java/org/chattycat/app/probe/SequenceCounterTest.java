package org.chattycat.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceCounterTest {
    private final SequenceCounter counter = new SequenceCounter();

    @Test
    void nothingIsMissingBeforeTheFirstPacket() {
        assertThat(counter.received().lost()).isZero();
        assertThat(counter.received().packets()).isZero();
    }

    @Test
    void gapsAreMissingUntilTheyAreFilled() {
        add(10, 11, 14);
        assertThat(counter.received().lost()).isEqualTo(2);
        add(12);
        assertThat(counter.received().lost()).isEqualTo(1);
        assertThat(counter.received().packets()).isEqualTo(4);
    }

    @Test
    void numbersBeginAnewAfter65535() {
        add(65_534, 65_535, 0, 2, 1);
        assertThat(counter.received().lost()).isZero();
        assertThat(counter.highest()).isEqualTo(65_538);
    }

    private void add(int... numbers) {
        for (int number : numbers) {
            counter.add(number);
        }
    }
}
