package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A reader that guesses the next instant would read clocks better than unpredictable texts. */
class ControlSetTest {
    private static final int PAIRS = 40;
    /** Guessing could not show where nearly all codes are read, or nearly none. */
    private static final double LEAST_PERCENT = 30;

    private static final double MOST_PERCENT = 90;

    @Test
    void readsUnpredictableTextsAsWellAsClocks() throws Exception {
        ControlSet.Result result = ControlSet.run(11, PAIRS);
        System.out.println(result);
        assertThat(result.wrong()).isZero();
        assertThat(result.shuffledPercent()).isBetween(LEAST_PERCENT, MOST_PERCENT);
        assertThat(result.differencePercent()).isLessThan(2 * result.standardErrorPercent());
    }
}
