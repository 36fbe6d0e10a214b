package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chattycat.analysis.video.PictureFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class ClockReaderTest {
    private static final Path CLIPS = Path.of("src/test/resources/clips");

    @ParameterizedTest
    @CsvSource({
        "c006_size_640,      oT26040923583",
        "c020_size_640,      oT2602161310",
        "c040_rotation_640,  oT2610010507",
        "c048_tilt_640,      oT2609200606",
        "c118_mixed_640,     oT2601200600",
        "c182_tilt_1280,     oT2611281708",
    })
    void readsAlmostEveryFrame(String clip, String start) throws IOException {
        List<List<CodeDetection>> frames = read(clip, ScanEffort.THOROUGH);
        long seen = frames.stream().filter(detections -> !detections.isEmpty()).count();
        assertThat(seen).isGreaterThanOrEqualTo(frames.size() * 9L / 10);
        assertThat(frames).allSatisfy(detections -> assertThat(detections).hasSizeLessThanOrEqualTo(1));
        assertThat(frames.stream().flatMap(List::stream)).allSatisfy(detection -> {
            assertThat(detection.text()).startsWith(start);
            assertThat(detection.place().sidePx()).isBetween(60.0, 260.0);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"c134_negative_640", "c136_negative_640"})
    void readsNothingWhereThereIsNothing(String clip) throws IOException {
        assertThat(read(clip, ScanEffort.THOROUGH))
                .allSatisfy(detections -> assertThat(detections).isEmpty());
    }

    @Test
    void readsAnyCode() throws IOException {
        assertThat(read("c272_negative_1280", ScanEffort.THOROUGH).stream().flatMap(List::stream))
                .isNotEmpty()
                .allSatisfy(detection -> assertThat(detection.text()).startsWith("http"));
    }

    @Test
    void tracksACodeOnlyOnceItIsInSight() throws IOException {
        try (ClockReader reader = new ClockReader();
                PictureFile clip = PictureFile.open(CLIPS.resolve("c020_size_640_300k.ivf"))) {
            clip.forEach((frame, luma) -> {
                if (frame == 0) {
                    assertThat(reader.read(luma, ScanEffort.TRACK)).isEmpty();
                    assertThat(reader.tracking()).isFalse();
                    assertThat(reader.read(luma, ScanEffort.SEARCH)).hasSize(1);
                } else {
                    assertThat(reader.tracking()).isTrue();
                    assertThat(reader.read(luma, ScanEffort.TRACK)).hasSize(1);
                }
            });
        }
    }

    @Test
    void forgetsACodeThatIsGone() throws IOException {
        try (ClockReader reader = new ClockReader();
                PictureFile clip = PictureFile.open(CLIPS.resolve("c020_size_640_300k.ivf"))) {
            clip.forEach((frame, luma) -> reader.read(luma, ScanEffort.SEARCH));
            Mat wall = new Mat(480, 640, CvType.CV_8UC1, new Scalar(120));
            for (int i = 0; i < 30; i++) {
                assertThat(reader.read(wall, ScanEffort.THOROUGH)).isEmpty();
            }
            assertThat(reader.tracking()).isFalse();
            wall.release();
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "16,16", "1,1080", "1920,1", "17,33", "1920,1080"})
    void standsPicturesOfAnySize(int width, int height) {
        try (ClockReader reader = new ClockReader()) {
            Mat picture = new Mat(height, width, CvType.CV_8UC1, new Scalar(255));
            assertThat(reader.read(picture, ScanEffort.THOROUGH)).isEmpty();
            picture.release();
        }
    }

    private static List<List<CodeDetection>> read(String clip, ScanEffort effort) throws IOException {
        List<List<CodeDetection>> frames = new ArrayList<>();
        try (ClockReader reader = new ClockReader();
                PictureFile file = PictureFile.open(CLIPS.resolve(clip + "_300k.ivf"))) {
            file.forEach((frame, luma) -> frames.add(reader.read(luma, effort)));
        }
        return frames;
    }
}
