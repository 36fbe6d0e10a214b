package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.chattycat.analysis.qr.SearchGate.Decision;
import org.chattycat.analysis.sender.ClockScene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

class SearchGateTest {
    private static final Instant START = Instant.parse("2026-03-01T09:30:00Z");
    private static final Point MIDDLE = new Point(320, 240);

    private final ClockScene scene = new ClockScene(640, 480);
    private final SearchGate gate = new SearchGate();

    @AfterEach
    void release() {
        gate.close();
        scene.close();
    }

    private Decision look(Mat picture) {
        return gate.look(scene.noisy(picture), List.of());
    }

    private Mat clock(int tenths) {
        return scene.with(ClockScene.text(START.plusMillis(100L * tenths)));
    }

    private void lookUntilItCloses(Mat picture) {
        for (int i = 0; i < 20; i++) {
            look(picture);
        }
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void aRoomIsSearchedAtFirstAndNotAgainWhileThereIsOnlyNoise() {
        assertThat(look(scene.empty())).isEqualTo(Decision.SEARCH_ALL);
        for (int i = 0; i < 11; i++) {
            assertThat(look(scene.empty())).isEqualTo(Decision.SEARCH);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(look(scene.empty())).isEqualTo(Decision.SKIP);
        }
    }

    @Test
    void aCodeThatAppearsIsSearchedWithAllStagesAtOnce() {
        lookUntilItCloses(scene.empty());

        assertThat(look(clock(0))).isEqualTo(Decision.SEARCH_ALL);
    }

    @Test
    void aClockThatCannotBeReadIsSearchedAsLongAsItRuns() {
        lookUntilItCloses(scene.empty());
        look(clock(0));
        for (int i = 1; i < 60; i++) {
            assertThat(look(clock(i))).isEqualTo(Decision.SEARCH);
        }
    }

    @Test
    void aPictureWithContrastThatDoesNotChangeIsSearchedNowAndThen() {
        lookUntilItCloses(clock(0));
        int searched = 0;
        for (int i = 0; i < 90; i++) {
            searched += look(clock(0)) == Decision.SEARCH_ALL ? 1 : 0;
        }
        assertThat(searched).isEqualTo(3);
    }

    @Test
    void aSmoothThingThatMovesIsNoReasonToSearch() {
        lookUntilItCloses(scene.empty());
        Mat person = new Mat();
        for (int i = 0; i < 60; i++) {
            scene.empty().copyTo(person);
            Imgproc.circle(person, new Point(100 + 7 * i, 240), 90, new Scalar(190), Imgproc.FILLED);
            assertThat(look(person)).isEqualTo(Decision.SKIP);
        }
        person.release();
    }

    @Test
    void aCodeThatIsReadIsNoReasonToSearchForOthers() {
        Rect bounds = new Rect((int) MIDDLE.x - 120, (int) MIDDLE.y - 120, 240, 240);
        List<Quad> known = List.of(new Quad(
                bounds.tl(),
                new Point(bounds.x + bounds.width, bounds.y),
                bounds.br(),
                new Point(bounds.x, bounds.y + bounds.height)));
        lookUntilItCloses(scene.empty());
        for (int i = 0; i < 60; i++) {
            assertThat(gate.look(scene.noisy(clock(i)), known)).isEqualTo(Decision.SKIP);
        }
    }

    @Test
    void aPictureOfAnotherSizeIsSearched() {
        lookUntilItCloses(scene.empty());
        try (ClockScene smaller = new ClockScene(320, 240)) {
            assertThat(gate.look(smaller.empty(), List.of())).isEqualTo(Decision.SEARCH_ALL);
        }
    }
}
