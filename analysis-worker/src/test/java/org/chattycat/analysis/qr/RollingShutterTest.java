package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.WriterException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;

/** Pictures whose upper part shows one code and whose lower part shows the next. */
class RollingShutterTest {
    @Test
    void readsOneOfTwoCodesThatShareAPicture() throws WriterException {
        int read = 0;
        int pictures = 0;
        try (ClockReader reader = new ClockReader()) {
            for (int row = 190; row <= 290; row += 5) {
                String before = "oT261124112621.%03doTD1oTZ-8oTI0".formatted(row);
                String after = "oT261124112621.%03doTD1oTZ-8oTI0".formatted(row + 17);
                List<CodeDetection> detections = reader.read(split(before, after, row), ScanEffort.THOROUGH);
                assertThat(detections)
                        .allSatisfy(detection -> assertThat(detection.text()).isIn(before, after));
                read += detections.size();
                pictures++;
            }
        }
        assertThat(read).isGreaterThanOrEqualTo(pictures * 3 / 4);
    }

    /** Two codes that have nothing in common must not make a third. */
    @Test
    void neverReadsAMixture() throws WriterException {
        try (ClockReader reader = new ClockReader()) {
            for (int row = 190; row <= 290; row += 10) {
                String before = "oT261124112621.529oTD1oTZ-8oTI0";
                String after = "oT250303071%03d.%03doTD0oTZ1oTI9".formatted(row, row);
                assertThat(reader.read(split(before, after, row), ScanEffort.THOROUGH))
                        .allSatisfy(detection -> assertThat(detection.text()).isIn(before, after));
            }
        }
    }

    private static Mat split(String before, String after, int row) throws WriterException {
        Mat picture = new Scene(row)
                .with(before, Scene.Page.LIGHT, 320, 240, 170, 3, 10)
                .seen();
        Mat next = new Scene(row)
                .with(after, Scene.Page.LIGHT, 320, 240, 170, 3, 10)
                .seen();
        next.rowRange(row, Scene.HEIGHT).copyTo(picture.rowRange(row, Scene.HEIGHT));
        next.release();
        return picture;
    }
}
