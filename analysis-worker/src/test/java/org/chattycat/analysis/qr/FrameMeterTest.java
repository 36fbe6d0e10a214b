package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chattycat.analysis.video.OpenCv;
import org.chattycat.analysis.video.PictureFile;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class FrameMeterTest {
    static {
        OpenCv.load();
    }

    @Test
    void measuresBrightness() {
        try (FrameMeter meter = new FrameMeter()) {
            Mat wall = new Mat(120, 160, CvType.CV_8UC1, new Scalar(90));
            FrameQuality quality = meter.measure(wall);
            assertThat(quality.brightness()).isCloseTo(90, within(0.001));
            assertThat(quality.sharpness()).isZero();
            wall.release();
        }
    }

    @Test
    void blurLowersSharpness() {
        try (FrameMeter meter = new FrameMeter()) {
            Mat scene = noise();
            double sharp = meter.measure(scene).sharpness();
            Imgproc.GaussianBlur(scene, scene, new Size(0, 0), 2);
            assertThat(meter.measure(scene).sharpness()).isLessThan(sharp / 10);
            scene.release();
        }
    }

    @Test
    void tellsAFrozenPictureFromAStillScene() {
        try (FrameMeter meter = new FrameMeter()) {
            Mat scene = noise();
            assertThat(meter.measure(scene).change()).isNaN();
            assertThat(meter.measure(scene).frozen()).isTrue();
            Mat camera = new Mat(scene.size(), scene.type());
            Core.randn(camera, 0, 2);
            Core.add(scene, camera, scene);
            assertThat(meter.measure(scene).frozen()).isFalse();
            camera.release();
            scene.release();
        }
    }

    @Test
    void startsAgainAfterAChangeOfSize() {
        try (FrameMeter meter = new FrameMeter()) {
            Mat large = noise();
            Mat small = new Mat(60, 80, CvType.CV_8UC1, new Scalar(90));
            meter.measure(large);
            assertThat(meter.measure(small).change()).isNaN();
            assertThat(meter.measure(small).change()).isZero();
            large.release();
            small.release();
        }
    }

    /** The encoded scenes move a little, as held in a hand: none of their frames may count as frozen. */
    @Test
    void callsNoLiveFrameFrozen() throws IOException {
        List<FrameQuality> frames = new ArrayList<>();
        try (FrameMeter meter = new FrameMeter();
                PictureFile clip = PictureFile.open(Path.of("src/test/resources/clips/c020_size_640_300k.ivf"))) {
            clip.forEach((frame, luma) -> frames.add(meter.measure(luma)));
        }
        assertThat(frames).hasSizeGreaterThan(10).noneMatch(FrameQuality::frozen);
    }

    private static Mat noise() {
        Mat scene = new Mat(120, 160, CvType.CV_8UC1);
        Core.setRNGSeed(7);
        Core.randn(scene, 120, 40);
        return scene;
    }
}
