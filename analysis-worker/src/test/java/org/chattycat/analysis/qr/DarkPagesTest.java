package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.WriterException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Mat;

/** Codes on dark pages: with light modules on dark, or dark on light without the quiet zone that readers look for. */
class DarkPagesTest {
    private static final String CLOCK = "oT261124112621.529oTD1oTZ-8oTI0";
    private static final String SHORT_CLOCK = "oT261124112621.529oTI42";

    @ParameterizedTest
    @CsvSource({
        "INVERTED, 150, 0, 0",
        "INVERTED, 220, 15, 0",
        "INVERTED, 120, -20, 15",
        "INVERTED, 300, 5, 25",
        "TRANSPARENT_MARGIN, 150, 0, 0",
        "TRANSPARENT_MARGIN, 100, 4, 0",
        "TRANSPARENT_MARGIN, 220, 15, 0",
        "TRANSPARENT_MARGIN, 120, -20, 15",
        "TRANSPARENT_MARGIN, 250, 40, 0",
        "TRANSPARENT_MARGIN, 300, 5, 25",
        "TRANSPARENT_MARGIN, 180, 95, 10",
        "TRANSPARENT_MARGIN, 180, 178, 10",
        "TRANSPARENT_MARGIN, 200, -10, 35",
    })
    void readsCode(Scene.Page page, double sidePx, double turn, double tilt) throws WriterException {
        for (String text : List.of(CLOCK, SHORT_CLOCK)) {
            try (ClockReader reader = new ClockReader()) {
                int read = 0;
                for (int i = 0; i < 12; i++) {
                    Mat picture = new Scene(i)
                            .with(text, page, 330 + i, 240, sidePx, turn, tilt)
                            .seen();
                    List<CodeDetection> detections = reader.read(picture, ScanEffort.THOROUGH);
                    assertThat(detections).allSatisfy(detection -> assertThat(detection.text())
                            .isEqualTo(text));
                    read += detections.size();
                    picture.release();
                }
                assertThat(read).isGreaterThanOrEqualTo(10);
            }
        }
    }
}
