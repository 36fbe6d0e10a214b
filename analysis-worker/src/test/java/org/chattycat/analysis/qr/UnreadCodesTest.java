package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.chattycat.analysis.qr.UnreadCodes.Unread;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

class UnreadCodesTest {
    private static final String TEXT = "oT261124103000.123oTD0oTZ0oTI04711";

    private final UnreadCodes codes = new UnreadCodes();

    @Test
    @DisplayName("A code with modules of less than 2.4 pixels is too small")
    void aSmallCode() throws Exception {
        Optional<Unread> found = codes.find(
                new Scene(1).with(TEXT, Scene.Page.LIGHT, 320, 240, 64, 0, 0).seen(0.4, 2));
        assertThat(found).hasValueSatisfying(unread -> {
            assertThat(unread.reason()).isEqualTo(Unread.Reason.TOO_SMALL);
            assertThat(unread.place().centre().x).isBetween(310.0, 330.0);
            assertThat(unread.place().sidePx()).isBetween(54.0, 74.0);
        });
    }

    @Test
    @DisplayName("A light that covers a part of the code is a glare, also over a finder pattern")
    void aReflection() throws Exception {
        for (Point at : new Point[] {new Point(330, 250), new Point(380, 180)}) {
            Scene scene = new Scene(2).with(TEXT, Scene.Page.LIGHT, 320, 240, 160, 8, 0);
            Imgproc.circle(scene.luma, at, 36, new Scalar(250), Imgproc.FILLED);
            assertThat(codes.find(scene.seen())).map(Unread::reason).contains(Unread.Reason.GLARE);
        }
    }

    @Test
    @DisplayName("A large code without a light on it is moved, blurred or covered")
    void aCoveredCode() throws Exception {
        Scene scene = new Scene(3).with(TEXT, Scene.Page.LIGHT, 320, 240, 160, 0, 0);
        Imgproc.rectangle(scene.luma, new Point(310, 230), new Point(370, 300), new Scalar(60), Imgproc.FILLED);
        assertThat(codes.find(scene.seen())).map(Unread::reason).contains(Unread.Reason.UNCLEAR);
    }

    @Test
    @DisplayName("In a room without a code, nothing is found")
    void noCode() {
        for (int seed = 0; seed < 100; seed++) {
            assertThat(codes.find(new Scene(seed).seen())).as("seed %s", seed).isEmpty();
        }
    }
}
