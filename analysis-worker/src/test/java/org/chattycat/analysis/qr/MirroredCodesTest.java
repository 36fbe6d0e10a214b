package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.WriterException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** Cameras that mirror what they film, such as many virtual cameras. */
class MirroredCodesTest {
    private static final int FRAMES = 30;

    @ParameterizedTest
    @CsvSource({
        "LIGHT, 150, 0, 0",
        "LIGHT, 100, 12, 0",
        "LIGHT, 220, -20, 15",
        "LIGHT, 150, 95, 10",
        "LIGHT, 180, 178, 20",
        "INVERTED, 180, 15, 0",
        "TRANSPARENT_MARGIN, 180, 15, 0",
        "TRANSPARENT_MARGIN, 200, 95, 10",
    })
    void readsEachTextOfAMirroredClock(Scene.Page page, double sidePx, double turn, double tilt)
            throws WriterException {
        List<String> shown = new ArrayList<>();
        List<String> read = new ArrayList<>();
        List<ScanStage> stages = new ArrayList<>();
        try (ClockReader reader = new ClockReader()) {
            for (int frame = 0; frame < FRAMES; frame++) {
                String text = "oT2611241126%02d.529oTD1oTZ-8oTI0".formatted(frame);
                Mat picture = new Scene(frame)
                        .with(text, page, 330, 240, sidePx, turn, tilt)
                        .seen();
                Core.flip(picture, picture, 1);
                shown.add(text);
                for (CodeDetection detection : reader.read(picture, ScanEffort.THOROUGH)) {
                    read.add(detection.text());
                    stages.add(detection.stage());
                }
                picture.release();
            }
        }
        assertThat(shown).containsAll(read);
        assertThat(read).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(FRAMES - 2);
        assertThat(stages.subList(1, stages.size())).containsOnly(ScanStage.TRACKED);
    }
}
