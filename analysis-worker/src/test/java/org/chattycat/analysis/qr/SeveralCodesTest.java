package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.WriterException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;

/** A stamp and a phone share a picture: both are read, each as itself. */
class SeveralCodesTest {
    @Test
    void readsEachCodeOfAPicture() throws WriterException {
        try (ClockReader reader = new ClockReader()) {
            for (int i = 0; i < 12; i++) {
                String phone = "oT26112411262%d.529oTD1oTZ-8oTI12345".formatted(i % 10);
                String stamp = "oT26112419262%d.733oTD0oTZ0oTI00042".formatted(i % 10);
                Mat picture = new Scene(i)
                        .with(phone, Scene.Page.LIGHT, 200 + 2 * i, 200 + i, 160, 12, 15)
                        .with(stamp, Scene.Page.LIGHT, 540, 380, 110, 0, 0)
                        .seen();
                List<CodeDetection> detections = reader.read(picture, ScanEffort.THOROUGH);
                assertThat(detections)
                        .extracting(CodeDetection::text)
                        .as("picture %d", i)
                        .containsExactlyInAnyOrder(phone, stamp);
                assertThat(detections)
                        .allSatisfy(detection -> assertThat(detection.place().bounds().x > 400)
                                .isEqualTo(detection.text().equals(stamp)));
                picture.release();
            }
        }
    }

    @Test
    void findsACodeThatJoinsAnother() throws WriterException {
        String phone = "oT261124112621.529oTD1oTZ-8oTI12345";
        String stamp = "oT261124192621.733oTD0oTZ0oTI00042";
        try (ClockReader reader = new ClockReader()) {
            int both = 0;
            for (int i = 0; i < 30; i++) {
                Scene scene = new Scene(i).with(stamp, Scene.Page.LIGHT, 540, 380, 110, 0, 0);
                if (i >= 5) {
                    scene.with(phone, Scene.Page.LIGHT, 200, 200, 160, 12, 15);
                }
                Mat picture = scene.seen();
                both += reader.read(picture, ScanEffort.THOROUGH).size() == 2 ? 1 : 0;
                picture.release();
            }
            assertThat(both).isGreaterThanOrEqualTo(14);
        }
    }
}
