package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.chattycat.kurento.embedded.router.SourceValidation.Verdict;
import org.junit.jupiter.api.Test;

/** The rules of RFC 3550 appendix A.1, and those for a change of the SSRC. */
class SourceValidationTest {
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final long MILLISECOND = 1_000_000L;

    private final SourceValidation source = new SourceValidation();
    private long now;

    private Verdict check(int ssrc, int sequenceNumber) {
        now += MILLISECOND;
        return source.check(ssrc, sequenceNumber, false, now);
    }

    private void established(int from) {
        assertThat(check(FIRST, from)).isEqualTo(Verdict.STARTS);
        assertThat(check(FIRST, from + 1 & 0xffff)).isEqualTo(Verdict.CONTINUES);
    }

    @Test
    void gapsReorderingAndTheWrapContinueTheStream() {
        established(65_533);
        for (int next : new int[] {65_535, 0, 65_534, 5, 200, 150, 456}) {
            assertThat(check(FIRST, next)).as("packet %d", next).isEqualTo(Verdict.CONTINUES);
        }
    }

    @Test
    void oneStrayPacketMovesNothing() {
        established(100);
        assertThat(check(FIRST, 30_000)).isEqualTo(Verdict.STRAY);
        assertThat(check(FIRST, 102)).isEqualTo(Verdict.CONTINUES);
        assertThat(check(FIRST, 30_001)).as("after a good one").isEqualTo(Verdict.STRAY);
        assertThat(check(FIRST, 103)).isEqualTo(Verdict.CONTINUES);
        assertThat(check(FIRST, 65_000)).isEqualTo(Verdict.STRAY);
        assertThat(check(FIRST, 104)).isEqualTo(Verdict.CONTINUES);
    }

    @Test
    void twoInARowRestartTheNumbers() {
        for (int restart : new int[] {40_000, 5, 20_000, 500, 65_535}) {
            SourceValidation other = new SourceValidation();
            other.check(FIRST, 10_000, false, 1);
            other.check(FIRST, 10_001, false, 2);
            assertThat(other.check(FIRST, restart, false, 3)).isEqualTo(Verdict.STRAY);
            assertThat(other.check(FIRST, restart + 1 & 0xffff, false, 4))
                    .as("restart at %d", restart)
                    .isEqualTo(Verdict.STARTS);
            assertThat(other.check(FIRST, restart + 2 & 0xffff, false, 5)).isEqualTo(Verdict.CONTINUES);
        }
    }

    @Test
    void anOutageOfThousandsOfPacketsContinuesOnceConfirmed() {
        established(100);
        assertThat(check(FIRST, 2_000)).isEqualTo(Verdict.STRAY);
        assertThat(check(FIRST, 2_001)).isEqualTo(Verdict.CONTINUES);
    }

    @Test
    void aMissingPacketBelongsToTheStreamHoweverLate() {
        established(1_000);
        assertThat(check(FIRST, 1_200)).isEqualTo(Verdict.CONTINUES);
        assertThat(source.check(FIRST, 1_005, true, ++now)).isEqualTo(Verdict.CONTINUES);
        assertThat(check(FIRST, 1_006)).isEqualTo(Verdict.STRAY);
    }

    @Test
    void aSecondSourceWaitsUntilTheFirstIsSilent() {
        established(10);
        for (int i = 0; i < 100; i++) {
            assertThat(check(SECOND, 50 + i)).isEqualTo(Verdict.STRAY);
            assertThat(check(FIRST, 12 + i)).isEqualTo(Verdict.CONTINUES);
        }
        now += 500 * MILLISECOND;
        assertThat(check(SECOND, 150)).as("one may be a stray").isEqualTo(Verdict.STRAY);
        assertThat(check(SECOND, 151)).isEqualTo(Verdict.STARTS);
        assertThat(check(FIRST, 112)).isEqualTo(Verdict.STRAY);
        assertThat(source.ssrc()).isEqualTo(SECOND);
    }

    @Test
    void aSourceAfterByeStartsAtOnce() {
        established(10);
        source.ended(SECOND);
        assertThat(check(SECOND, 1)).as("BYE of another").isEqualTo(Verdict.STRAY);
        source.ended(FIRST);
        assertThat(check(FIRST, 12)).as("overtaken by its BYE").isEqualTo(Verdict.CONTINUES);
        assertThat(check(SECOND, 2)).isEqualTo(Verdict.STARTS);
        assertThat(check(FIRST, 13)).isEqualTo(Verdict.STRAY);
    }

    @Test
    void aStrayFirstPacketDoesNotHoldTheStream() {
        assertThat(check(SECOND, 7_000)).isEqualTo(Verdict.STARTS);
        assertThat(check(FIRST, 1)).isEqualTo(Verdict.STRAY);
        assertThat(check(FIRST, 2)).isEqualTo(Verdict.STARTS);
        assertThat(check(FIRST, 3)).isEqualTo(Verdict.CONTINUES);
    }
}
