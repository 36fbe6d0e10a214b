package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chattycat.analysis.sender.ClockScene;
import org.chattycat.analysis.video.PictureFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** Live video is read again only where something changed; that must not move a first detection. */
class UnchangedCodesTest {
    private static final Path CLIPS = Path.of("src/test/resources/clips");
    private static final Instant START = Instant.parse("2026-03-01T09:30:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c006_size_640",
                "c020_size_640",
                "c040_rotation_640",
                "c048_tilt_640",
                "c062_defocus_640",
                "c118_mixed_640",
                "c182_tilt_1280"
            })
    void everyTextIsFirstSeenInTheSameFrameAsByReadingEachInFull(String clip) throws IOException {
        try (ClockReader full = new ClockReader();
                ClockReader changes = ClockReader.ofChanges()) {
            assertThat(firstSightings(clip, changes)).isEqualTo(firstSightings(clip, full));
        }
    }

    @Test
    void aCodeThatStaysIsNotReadAgainAndTheNextOneIsSeenInItsFirstFrame() {
        List<String> shown = new ArrayList<>();
        List<CodeDetection> seen = new ArrayList<>();
        try (ClockScene scene = new ClockScene(640, 480);
                ClockReader reader = ClockReader.ofChanges()) {
            for (int frame = 0; frame < 60; frame++) {
                String text = ClockScene.text(START.plusMillis(frame / 3 * 100));
                shown.add(text);
                seen.addAll(reader.read(scene.noisy(scene.with(text)), ScanEffort.SEARCH));
            }
        }
        assertThat(seen).extracting(CodeDetection::text).isEqualTo(shown);
        assertThat(seen.stream().filter(detection -> detection.stage() == ScanStage.UNCHANGED))
                .hasSizeBetween(36, 40);
    }

    @Test
    void whatLooksUnchangedForLongIsReadNevertheless() {
        try (ClockScene scene = new ClockScene(640, 480);
                ClockReader reader = ClockReader.ofChanges()) {
            Mat picture = scene.with(ClockScene.text(START));
            List<ScanStage> stages = new ArrayList<>();
            for (int frame = 0; frame < 30; frame++) {
                stages.add(reader.read(picture, frame > 0 ? ScanEffort.TRACK : ScanEffort.SEARCH)
                        .get(0)
                        .stage());
            }
            assertThat(stages.subList(2, 12)).containsOnly(ScanStage.UNCHANGED);
            assertThat(stages.get(12)).isEqualTo(ScanStage.TRACKED);
        }
    }

    @Test
    void lightThatChangesCostsReadingsAndNothingElse() {
        try (ClockScene scene = new ClockScene(640, 480);
                ClockReader reader = ClockReader.ofChanges()) {
            Mat dimmed = new Mat();
            for (int frame = 0; frame < 60; frame++) {
                String text = ClockScene.text(START.plusMillis(frame / 6 * 200));
                Core.multiply(scene.noisy(scene.with(text)), new Scalar(1 - 0.01 * frame), dimmed);
                assertThat(reader.read(dimmed, ScanEffort.SEARCH))
                        .singleElement()
                        .extracting(CodeDetection::text)
                        .isEqualTo(text);
            }
            dimmed.release();
        }
    }

    private static Map<String, Long> firstSightings(String clip, ClockReader reader) throws IOException {
        Map<String, Long> first = new LinkedHashMap<>();
        try (PictureFile file = PictureFile.open(CLIPS.resolve(clip + "_300k.ivf"))) {
            file.forEach((frame, luma) -> {
                for (CodeDetection detection : reader.read(luma, ScanEffort.THOROUGH)) {
                    Long before = first.putIfAbsent(detection.text(), frame);
                    assertThat(before == null && detection.stage() == ScanStage.UNCHANGED)
                            .isFalse();
                }
            });
        }
        return first;
    }
}
