package org.chattycat.analysis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.live.SeenCode;
import org.chattycat.analysis.live.SeenCode.State;
import org.chattycat.analysis.live.SeenCodes;
import org.chattycat.analysis.qr.Quad;
import org.chattycat.analysis.qr.UnreadCodes.Unread;
import org.chattycat.analysis.store.Samples;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opencv.core.Point;
import org.opencv.core.Size;

class SeenCodeReportsTest {
    private static final Size FRAME = new Size(640, 480);
    private static final long MS = 1_000_000L;

    private final List<SeenCodes> sent = new ArrayList<>();
    private final SeenCodeReports reports = new SeenCodeReports(Samples.lease(1), sent::add);

    @Test
    @DisplayName("A clock that is read in each frame is reported four times a second, and its end once")
    void fourReportsASecond() {
        for (int ms = 0; ms < 1_000; ms += 33) {
            clock("oT261124103000.%03doTD0oTZ0oTI04711".formatted(ms), 100, ms);
        }
        assertThat(sent).hasSize(4).allSatisfy(seen -> assertThat(seen.codes())
                .containsExactly(new SeenCode(
                        State.FOUND,
                        List.of(0.1563, 0.2083, 0.3125, 0.2083, 0.3125, 0.4167, 0.1563, 0.4167),
                        "04711")));
        reports.tick(1_900 * MS);
        assertThat(sent).hasSize(4);
        reports.tick(2_000 * MS);
        reports.tick(2_250 * MS);
        assertThat(sent).hasSize(5).last().satisfies(seen -> assertThat(seen.codes())
                .isEmpty());
    }

    @Test
    @DisplayName(
            "Of two clocks, the one that was there first is the found one, also if the other is read first in a frame")
    void aSecondClock() {
        clock("oT261124103000.000", 100, 0);
        clock("oT261124103000.300", 400, 300);
        clock("oT261124103000.301", 100, 301);
        clock("oT261124103000.600", 400, 600);
        assertThat(sent.get(sent.size() - 1).codes())
                .extracting(SeenCode::state)
                .containsExactly(State.FOUND, State.SECOND_CODE);
    }

    @Test
    @DisplayName("Other texts and the Fast page are reported as such")
    void refusedCodes() {
        reports.read(ClockCode.parse("https://example.org"), false, square(100), FRAME, 0);
        reports.read(ClockCode.parse("oT261124103000.12"), false, square(400), FRAME, 300 * MS);
        assertThat(sent.get(1).codes()).extracting(SeenCode::state).containsExactly(State.OTHER_TEXT, State.FAST_PAGE);
    }

    @Test
    void theClockOfAnotherParticipantIsNotTheClockThatIsFound() {
        reports.read(ClockCode.parse("oT261124103000.123oTD0oTZ0oTI70001"), true, square(100), FRAME, 0);
        reports.read(ClockCode.parse("oT261124103000.123oTD0oTZ0"), false, square(400), FRAME, 300 * MS);
        assertThat(sent.get(1).codes()).extracting(SeenCode::state).containsExactly(State.OTHERS_CLOCK, State.FOUND);
        assertThat(sent.get(1).codes()).extracting(SeenCode::clockId).containsExactly("70001", null);
    }

    @Test
    @DisplayName("An unreadable code is reported after two looks agree, and not while a clock is read")
    void anUnreadableCode() {
        assertThat(reports.lookDue(0)).isTrue();
        reports.looked(Optional.of(new Unread(square(100), Unread.Reason.TOO_SMALL)), FRAME, 0);
        assertThat(reports.lookDue(100 * MS)).isFalse();
        assertThat(reports.lookDue(300 * MS)).isTrue();
        reports.looked(Optional.of(new Unread(square(110), Unread.Reason.TOO_SMALL)), FRAME, 300 * MS);
        assertThat(sent).singleElement().satisfies(seen -> assertThat(seen.codes())
                .extracting(SeenCode::state)
                .containsExactly(State.TOO_SMALL));
        clock("oT261124103000.600", 100, 600);
        assertThat(reports.lookDue(1_000 * MS)).isFalse();
        assertThat(sent.get(1).codes()).extracting(SeenCode::state).containsExactly(State.FOUND);
    }

    @Test
    @DisplayName("A code that extends beyond the frame has corners in it, and an ended stream withdraws its codes")
    void cornersLieInTheFrame() {
        clock("oT261124103000.000", 600, 0);
        assertThat(sent.get(0).codes().get(0).corners())
                .allSatisfy(corner -> assertThat(corner).isBetween(0.0, 1.0));
        reports.end();
        reports.end();
        assertThat(sent).hasSize(2).last().satisfies(seen -> assertThat(seen.codes())
                .isEmpty());
    }

    private void clock(String text, double x, int ms) {
        reports.read(ClockCode.parse(text), false, square(x), FRAME, ms * MS);
    }

    private static Quad square(double x) {
        return new Quad(new Point(x, 100), new Point(x + 100, 100), new Point(x + 100, 200), new Point(x, 200));
    }
}
