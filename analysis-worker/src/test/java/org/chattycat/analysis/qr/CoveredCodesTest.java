package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.WriterException;
import java.util.List;
import org.chattycat.analysis.qr.FinderRings.Ring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Codes of which a finger covers one finder pattern, or the frame's edge two. */
class CoveredCodesTest {
    private static final int FRAMES = 12;
    private static final double X = 320;
    private static final double Y = 240;

    /** The covered finder pattern is at -1 or 1 of the code's half side, before it is turned. */
    @ParameterizedTest
    @CsvSource({
        "LIGHT, 160, 0, -1, -1",
        "LIGHT, 160, 0, 1, -1",
        "LIGHT, 160, 0, -1, 1",
        "LIGHT, 200, 12, -1, -1",
        "LIGHT, 200, 12, 1, -1",
        "LIGHT, 200, 12, -1, 1",
        "TRANSPARENT_MARGIN, 180, -8, 1, -1",
    })
    void readsCodeWithTwoFinderPatterns(Scene.Page page, double sidePx, double turn, int across, int down)
            throws WriterException {
        int read = 0;
        try (ClockReader reader = new ClockReader()) {
            for (int frame = 0; frame < FRAMES; frame++) {
                String text = "oT2611241126%02d.529oTD1oTZ-8oTI0".formatted(frame);
                Mat picture = new Scene(frame).with(text, page, X, Y, sidePx, turn, 0).luma;
                cover(picture, sidePx, turn, across, down);
                for (CodeDetection detection : reader.read(picture, ScanEffort.THOROUGH)) {
                    assertThat(detection.text()).isEqualTo(text);
                    read++;
                }
                picture.release();
            }
        }
        assertThat(read).isGreaterThanOrEqualTo(FRAMES - 2);
    }

    /** The code's middle lies so that the edge of the frame cuts two finder patterns, by up to half of them. */
    @ParameterizedTest
    @CsvSource({"70, 240, 0", "72, 240, 6", "570, 240, -4", "320, 66, 0", "320, 412, 5"})
    void readsCodeThatTheFrameCuts(double x, double y, double turn) throws WriterException {
        int read = 0;
        try (ClockReader reader = new ClockReader()) {
            for (int frame = 0; frame < FRAMES; frame++) {
                String text = "oT2611241126%02d.529oTD1oTZ-8oTI0".formatted(frame);
                Mat picture = new Scene(frame)
                        .with(text, Scene.Page.LIGHT, x, y, 160, turn, 0)
                        .seen();
                for (CodeDetection detection : reader.read(picture, ScanEffort.THOROUGH)) {
                    assertThat(detection.text()).isEqualTo(text);
                    read++;
                }
                picture.release();
            }
        }
        assertThat(read).isGreaterThanOrEqualTo(FRAMES - 2);
    }

    @Test
    void locatesTheRingsOfAllFinderPatternsOnADarkPage() throws WriterException {
        Mat picture = new Scene(1)
                .with("oT261124112621.529oTD1oTZ-8oTI0", Scene.Page.TRANSPARENT_MARGIN, X, Y, 160, 15, 0)
                .seen();
        ZxingCodes zxing = new ZxingCodes();
        zxing.find(picture);
        picture.release();

        List<Ring> rings = FinderRings.locate(zxing.dark());

        assertThat(RingedCodes.ofThree(rings)).anySatisfy(corners -> {
            Quad place = corners.place(29);
            assertThat(place.sidePx()).isBetween(150.0, 170.0);
            assertThat(place.bounds().contains(new Point(X, Y))).isTrue();
        });
    }

    private static void cover(Mat picture, double sidePx, double turn, int across, int down) {
        double offset = sidePx * (0.5 - 3.5 / 29);
        double cos = Math.cos(Math.toRadians(turn));
        double sin = Math.sin(Math.toRadians(turn));
        Point finger = new Point(X + offset * (across * cos - down * sin), Y + offset * (across * sin + down * cos));
        Imgproc.circle(picture, finger, (int) (sidePx * 5 / 29), new Scalar(120), Imgproc.FILLED);
    }
}
