package org.chattycat.app.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.UUID;
import org.chattycat.analysis.live.SeenCode;
import org.chattycat.analysis.live.SeenCodes;
import org.junit.jupiter.api.Test;

class ClockFeedbackTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private static SeenCodes codes(SeenCode... codes) {
        return new SeenCodes(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), Arrays.asList(codes));
    }

    private static SeenCode code(SeenCode.State state, String clockId) {
        return new SeenCode(state, Collections.nCopies(8, 0.5), clockId);
    }

    private static ClockAnswer.Seen seen(SeenState state) {
        return new ClockAnswer.Seen(state, null, null);
    }

    @Test
    void tellsNewsOnce() {
        ClockFeedback feedback = new ClockFeedback(LONG);
        assertThat(feedback.due()).isNull();
        feedback.codesSeen(codes(code(SeenCode.State.FOUND, "04711")), "04711");
        assertThat(feedback.due()).isEqualTo(seen(SeenState.FOUND));
        assertThat(feedback.due()).isNull();
    }

    @Test
    void aSecondCodeIsFoundToo() {
        ClockFeedback feedback = new ClockFeedback(LONG);
        feedback.codesSeen(codes(code(SeenCode.State.FOUND, null), code(SeenCode.State.SECOND_CODE, "04711")), "04711");
        assertThat(feedback.due()).isEqualTo(seen(SeenState.FOUND));
    }

    @Test
    void otherCodesAreNotThisClock() {
        ClockFeedback feedback = new ClockFeedback(LONG);
        feedback.codesSeen(codes(code(SeenCode.State.FOUND, "00042")), "04711");
        feedback.codesSeen(codes(code(SeenCode.State.OTHER_TEXT, null)), "04711");
        feedback.codesSeen(codes(code(SeenCode.State.OTHERS_CLOCK, "00042")), "04711");
        assertThat(feedback.due()).isNull();
    }

    @Test
    void aCodeThatCannotBeReadIsTakenForThisClock() {
        ClockFeedback feedback = new ClockFeedback(LONG);
        feedback.codesSeen(codes(code(SeenCode.State.GLARE, null)), "04711");
        assertThat(feedback.due()).isEqualTo(seen(SeenState.GLARE));
        feedback.codesSeen(codes(code(SeenCode.State.TOO_SMALL, null)), "04711");
        assertThat(feedback.due()).isEqualTo(seen(SeenState.TOO_SMALL));
    }

    @Test
    void aClockThatIsFoundHasNoProblem() {
        ClockFeedback feedback = new ClockFeedback(LONG);
        feedback.codesSeen(codes(code(SeenCode.State.FOUND, "04711")), "04711");
        feedback.codesSeen(codes(code(SeenCode.State.HOLD_STILL, null)), "04711");
        assertThat(feedback.due()).isEqualTo(seen(SeenState.FOUND));
    }

    @Test
    void tellsOnceThatItIsNotSeenAnyMore() {
        ClockFeedback feedback = new ClockFeedback(Duration.ZERO);
        feedback.codesSeen(codes(code(SeenCode.State.FOUND, "04711")), "04711");
        assertThat(feedback.due()).isEqualTo(seen(SeenState.FOUND));
        assertThat(feedback.due()).isEqualTo(new ClockAnswer.NotSeen());
        assertThat(feedback.due()).isNull();
    }
}
