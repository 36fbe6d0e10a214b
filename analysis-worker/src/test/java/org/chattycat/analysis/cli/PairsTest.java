package org.chattycat.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.WriterException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.chattycat.analysis.qr.Scene;
import org.chattycat.analysis.sender.Vp8Encoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Mat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clips of a clock and a screen with its delayed copy, with exactly known latency: each code is drawn as it stands at one instant
 * of its row's exposure, the lower one later.
 */
class PairsTest {
    private static final int FRAMES = 30;
    private static final double FRAME_MS = 1000 / 30.0;
    private static final double EXPOSURE_MS = 12;
    private static final double READOUT_MS = 20;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("'oT'yyMMddHHmmss.SSS'oTD0oTZ0oTI'").withZone(ZoneOffset.UTC);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"0, 100", "37, 100", "431, 100", "1500, 100", "80, 33", "250, 17"})
    void boundsHoldTheLatency(double latencyMs, double periodMs) throws WriterException, IOException {
        Path clip = clip(latencyMs, periodMs);
        assertThat(run("--json", "--pairs", "--exposure", "12", clip.toString()))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        List<JsonNode> pairs = nodes("pair");
        assertThat(pairs).hasSizeGreaterThan(FRAMES * 9 / 10);
        boolean upperFirst = pairs.get(0).get("ahead").asInt() == 1;
        assertThat(pairs).allSatisfy(pair -> {
            // Two clocks without latency are ahead of each other in turns.
            double signed = latencyMs == 0 && !upperFirst ? -latencyMs : latencyMs;
            assertThat(pair.get("lowMs").asDouble()).isLessThanOrEqualTo(signed);
            assertThat(pair.get("highMs").asDouble()).isGreaterThanOrEqualTo(signed);
            assertThat(pair.get("highMs").asDouble() - pair.get("lowMs").asDouble())
                    .isLessThan(2 * Math.max(periodMs, FRAME_MS) + 2 * EXPOSURE_MS + READOUT_MS + 40);
        });
        JsonNode summary = nodes("summary").get(0).get("pairs").get(0);
        assertThat(summary.get("n").asInt()).isEqualTo(pairs.size());
        assertThat(summary.get("lowMs").asDouble()).isLessThanOrEqualTo(latencyMs);
        assertThat(summary.get("highMs").asDouble()).isGreaterThanOrEqualTo(latencyMs);
        assertThat(summary.get("medianMs").asDouble()).isBetween(latencyMs - periodMs, latencyMs + periodMs);
    }

    /** HEVC in MOV, stored sideways, with lost frames: the clip c020 beside its copy that is 100 ms late. */
    @Test
    void readsPairsInAPhonesFormat() {
        assertThat(run("--json", "--pairs", "src/test/resources/clips/pairs-hevc.mov"))
                .isZero();
        List<JsonNode> pairs = nodes("pair");
        assertThat(pairs).hasSize(19).allSatisfy(pair -> {
            assertThat(pair.get("lowMs").asDouble()).isLessThanOrEqualTo(100);
            assertThat(pair.get("highMs").asDouble()).isGreaterThanOrEqualTo(100);
        });
        assertThat(pairs.get(18).get("seconds").asDouble()
                        - pairs.get(17).get("seconds").asDouble())
                .as("after a lost frame")
                .isGreaterThan(0.06);
        JsonNode summary = nodes("summary").get(0);
        assertThat(summary.get("width").asInt()).isEqualTo(512);
        assertThat(summary.get("height").asInt()).isEqualTo(256);
        assertThat(summary.get("pairs").get(0).get("medianMs").asDouble()).isEqualTo(100);
    }

    @Test
    void csvRowsSummaryAndPlot() throws WriterException, IOException {
        Path clip = clip(431, 100);
        Path plot = folder.resolve("out.svg");
        assertThat(run("--pairs", "--plot", plot.toString(), clip.toString())).isZero();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("file,frame,seconds,ahead,behind,ahead_text,behind_text,difference_ms,low_ms,high_ms");
        assertThat(lines).hasSizeGreaterThan(FRAMES * 9 / 10);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .containsPattern(
                        "clock \\d \\(id 7\\) is \\d+\\.\\d ms behind clock \\d \\(id 7\\) \\(median of \\d+ frames");
        assertThat(Files.readString(plot))
                .startsWith("<svg")
                .contains("<circle")
                .endsWith("</svg>\n");
    }

    @Test
    void saysThatNoFrameShowsTwoClocks() {
        Path clip = Path.of("src/test/resources/clips/c006_size_640_300k.ivf");
        assertThat(run("--pairs", "--plot", folder.resolve("out.svg").toString(), clip.toString()))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("no frame shows two clocks")
                .contains("nothing to plot");
    }

    /** A clock above its copy that is {@code latencyMs} late; both change each {@code periodMs}. */
    private Path clip(double latencyMs, double periodMs) throws WriterException, IOException {
        ByteBuffer ivf = ByteBuffer.allocate(4 << 20).order(ByteOrder.LITTLE_ENDIAN);
        ivf.put("DKIF".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0).putShort((short) 32);
        ivf.put("VP80".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) Scene.WIDTH)
                .putShort((short) Scene.HEIGHT);
        ivf.putInt(30).putInt(1).putInt(FRAMES).putInt(0);
        try (Vp8Encoder encoder = new Vp8Encoder(Scene.WIDTH, Scene.HEIGHT, 30, 3_000)) {
            for (int frame = 0; frame < FRAMES; frame++) {
                // Anywhere in the exposure; different for the two.
                double upperMs = 5_000 + frame * FRAME_MS + READOUT_MS * 0.3 + EXPOSURE_MS * (frame % 5) / 4;
                double lowerMs = 5_000 + frame * FRAME_MS + READOUT_MS * 0.75 + EXPOSURE_MS * (frame % 3) / 2;
                Mat seen = new Scene(3)
                        .with(text(upperMs, periodMs), Scene.Page.LIGHT, 200, 0.3 * Scene.HEIGHT, 150, 4, 0)
                        .with(
                                text(lowerMs - latencyMs, periodMs),
                                Scene.Page.LIGHT,
                                450,
                                0.75 * Scene.HEIGHT,
                                150,
                                0,
                                0)
                        .seen(0.6, 2);
                byte[] encoded = encoder.encode(seen, frame * 3_000L, frame == 0);
                seen.release();
                ivf.putInt(encoded.length).putLong(frame).put(encoded);
            }
        }
        byte[] bytes = new byte[ivf.position()];
        ivf.rewind().get(bytes);
        return Files.write(folder.resolve("pairs.ivf"), bytes);
    }

    private static String text(double ms, double periodMs) {
        long shown = Math.round(Math.floor(ms / periodMs) * periodMs);
        return CLOCK.format(Instant.parse("2026-11-24T11:26:21Z").plusMillis(shown)) + "7";
    }

    private List<JsonNode> nodes(String name) {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .filter(line -> line.has(name))
                .map(line -> line.get(name))
                .toList();
    }

    private int run(String... args) {
        return new ReadClocks(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
    }
}
