package org.chattycat.analysis.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A reader that guessed what a clock says next would read clocks better than texts that nobody can guess. */
class ControlSetTest {
    private static final int PAIRS = 40;
    /** Half of all frames or so: where codes are read always or never, guessing could not show. */
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
