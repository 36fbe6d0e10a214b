package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.WriterException;
import java.util.Random;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.video.OpenCv;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Pictures made to confuse: whatever they hold, a call answers, and with no time that is not shown. */
class HostilePicturesTest {
    private static final String CLOCK = "oT261124112621.529oTD1oTZ-8oTI0";

    static {
        OpenCv.load();
    }

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void readsNoTimeInNoiseAndBlocks() {
        try (ClockReader reader = new ClockReader()) {
            for (int i = 0; i < 60; i++) {
                Mat picture = noise(32 + random.nextInt(600), 32 + random.nextInt(400), 1 + random.nextInt(9));
                assertThat(reader.read(picture, ScanEffort.THOROUGH))
                        .as("seed %d", seed)
                        .noneMatch(detection -> ClockCode.parse(detection.text()) instanceof ClockCode.Valid);
                picture.release();
            }
        }
    }

    /** Also while it is tracked, a code is damaged, covered, moved out of the picture, and the picture resized. */
    @Test
    void readsADamagedCodeAsItselfOrNotAtAll() throws WriterException {
        try (ClockReader reader = new ClockReader()) {
            for (int i = 0; i < 60; i++) {
                Mat picture = new Scene(i)
                        .with(
                                CLOCK,
                                Scene.Page.LIGHT,
                                -50 + random.nextInt(740),
                                -50 + random.nextInt(580),
                                60 + random.nextInt(300),
                                random.nextInt(360),
                                random.nextInt(70))
                        .seen();
                for (int patch = random.nextInt(12); patch > 0; patch--) {
                    Point at = new Point(random.nextInt(640), random.nextInt(480));
                    Imgproc.circle(
                            picture, at, 1 + random.nextInt(40), new Scalar(random.nextInt(256)), Imgproc.FILLED);
                }
                Rect part = new Rect(
                        random.nextInt(100), random.nextInt(100), 200 + random.nextInt(300), 200 + random.nextInt(180));
                Mat shown = random.nextInt(3) == 0 ? picture.submat(part) : picture;
                assertThat(reader.read(shown, ScanEffort.THOROUGH))
                        .as("seed %d", seed)
                        .allSatisfy(detection -> assertThat(detection.text()).isEqualTo(CLOCK));
                picture.release();
            }
        }
    }

    private Mat noise(int width, int height, int block) {
        Mat picture = new Mat(height, width, CvType.CV_8UC1);
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            int above = i - width;
            boolean sameAsAbove = i / width % block != 0 && above >= 0;
            boolean sameAsLeft = i % width % block != 0;
            pixels[i] = sameAsAbove
                    ? pixels[above]
                    : sameAsLeft ? pixels[i - 1] : (byte) (random.nextBoolean() ? 20 + random.nextInt(30) : 200);
        }
        picture.put(0, 0, pixels);
        return picture;
    }
}
