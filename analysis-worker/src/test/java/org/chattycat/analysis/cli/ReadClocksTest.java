package org.chattycat.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReadClocksTest {
    private static final Path CLIPS = Path.of("src/test/resources/clips");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void printsARowPerFrameWithACode() {
        assertThat(run(clip("c006_size_640_300k.ivf"))).isZero();
        List<String> lines = lines();
        assertThat(lines.get(0)).startsWith("file,frame,text,utc,zone,reason,stage,micros,seconds,");
        assertThat(lines.get(1))
                .startsWith(clip("c006_size_640_300k.ivf")
                        + ",0,oT260409235830.721oTD1oTZ-8oTI80267,2026-04-10T06:58:30.721Z,ZONED,,")
                .matches(".*,[A-Z]+,\\d+,0\\.0000,640,480,2026-04-09T23:58:30\\.721,80267,1(,[0-9.]+){8},,");
        assertThat(lines).hasSizeGreaterThan(20);
    }

    /** The encoder dropped frames of this one: their numbers are missing from the file and from the rows. */
    @Test
    void numbersFramesAsTheContainerDoes() {
        assertThat(run(clip("c182_tilt_1280_300k.ivf"))).isZero();
        assertThat(column(1)).contains("0").doesNotHaveDuplicates().anyMatch(frame -> Integer.parseInt(frame) > 18);
        assertThat(column(1)).hasSizeLessThan(20);
    }

    @ParameterizedTest
    @CsvSource({"clock.webm, 6", "clock.mp4, 6", "clock.png, 1", "clock.jpg, 1"})
    void readsVideosAndImages(String file, int frames) {
        assertThat(run(clip(file))).isZero();
        assertThat(column(1)).hasSize(frames).first().isEqualTo("0");
        assertThat(column(2)).allMatch(text -> text.startsWith("oT26"));
    }

    @Test
    void unzonedCodeHasNoUtc() {
        assertThat(run(clip("clock.webm"))).isZero();
        assertThat(lines().get(1)).contains(",oT260216131051.031oTI58380,,UNKNOWN,,");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-16T13:10:52Z,     2026-02-16T13:10:51.031Z",
        "2026-02-16T21:10:52Z,     2026-02-16T21:10:51.031Z",
        "2026-02-16T07:40:52.500Z, 2026-02-16T07:40:51.031Z",
    })
    void infersTheZoneFromTheTimeOfRecording(String recordedAt, String utc) {
        assertThat(run("--recorded-at", recordedAt, clip("clock.webm"))).isZero();
        assertThat(lines().get(1)).contains(",oT260216131051.031oTI58380," + utc + ",INFERRED,,");
    }

    @Test
    void refusedTextHasItsReason() {
        assertThat(run(clip("c118_mixed_640_300k.ivf"), clip("c272_negative_1280_300k.ivf")))
                .isZero();
        assertThat(lines().get(1)).contains(",oT260120060053.76,,,FAST_PAGE,");
        assertThat(column(5)).contains("NOT_A_CLOCK");
    }

    @Test
    void readsTheOthersWhereOneIsUnreadable() throws IOException {
        Path text = Files.writeString(folder.resolve("text.ivf"), "not a clip");
        assertThat(run("/no/such/file", text.toString(), folder.toString(), clip("clock.png")))
                .isEqualTo(1);
        assertThat(column(0)).containsExactly(clip("clock.png"));
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("/no/such/file: no such file")
                .contains(text + ": not an IVF")
                .contains(folder + ": not a file");
    }

    @Test
    void frameWithoutACodeHasARow() {
        assertThat(run(clip("c136_negative_640_300k.ivf"))).isZero();
        assertThat(column(1)).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(column(2)).containsOnly("");
        assertThat(column(7)).allMatch(micros -> Long.parseLong(micros) > 0);
    }

    /** As phones record: the picture is stored sideways, the time between frames varies, and there is sound. */
    @ParameterizedTest
    @ValueSource(strings = {"phone-hevc.mov", "phone-h264.mp4"})
    void readsThePhonesOwnFormats(String file) {
        assertThat(run(clip(file))).isZero();
        assertThat(column(2)).hasSize(12).allMatch(text -> text.startsWith("oT26040923583"));
        assertThat(column(2)).first().isEqualTo("oT260409235830.721oTD1oTZ-8oTI80267");
        assertThat(column(8)).startsWith("0.0000", "0.0467", "0.0933", "0.1000");
        assertThat(column(9)).containsOnly("640");
        assertThat(column(10)).containsOnly("480");
        assertThat(column(14)).allSatisfy(x -> assertThat(Double.parseDouble(x)).isBetween(112.0, 125.0));
        assertThat(column(15)).allSatisfy(y -> assertThat(Double.parseDouble(y)).isBetween(135.0, 150.0));
    }

    @Test
    void jsonLinesSayTheSame() {
        assertThat(run("--json", clip("phone-hevc.mov"), "/no/such/file")).isEqualTo(1);
        JsonNode frame = JsonMapper.shared().readTree(lines().get(0));
        assertThat(frame.propertyNames())
                .containsExactly("file", "frame", "seconds", "width", "height", "micros", "arrived", "codes");
        JsonNode code = frame.get("codes").get(0);
        assertThat(code.propertyNames())
                .containsExactly(
                        "place",
                        "text",
                        "utc",
                        "wall",
                        "zone",
                        "id",
                        "reason",
                        "stage",
                        "micros",
                        "corners",
                        "latencyMs");
        assertThat(code.get("utc").asString()).isEqualTo("2026-04-10T06:58:30.721Z");
        assertThat(code.get("reason").isNull()).isTrue();
        assertThat(code.get("corners").size()).isEqualTo(8);
        List<JsonNode> all =
                lines().stream().map(line -> JsonMapper.shared().readTree(line)).toList();
        assertThat(all).anySatisfy(line -> {
            assertThat(line.path("summary").path("frames").asInt()).isEqualTo(12);
            assertThat(line.path("summary").path("clockFrames").asInt()).isEqualTo(12);
        });
        assertThat(all.get(all.size() - 1).path("error").asString()).isEqualTo("no such file");
    }

    @Test
    void statisticIsOnStandardError() {
        assertThat(run(clip("c006_size_640_300k.ivf"), clip("c118_mixed_640_300k.ivf")))
                .isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .containsPattern("c006_size_640_300k.ivf: \\d+ frames, 640x480, \\d\\.\\d s: a clock in ")
                .containsPattern("FAST_PAGE \\d+")
                .containsPattern("all files: \\d+ frames");
    }

    @Test
    void explainsFilesThatAreNoneOrIncomplete() throws IOException {
        byte[] whole = Files.readAllBytes(CLIPS.resolve("phone-hevc.mov"));
        Path cut = Files.write(folder.resolve("cut.mov"), Arrays.copyOf(whole, 9_000));
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        assertThat(run(cut.toString(), empty.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("cut.mov: an incomplete or damaged MP4 or MOV file")
                .contains("empty.mp4: an empty file");
    }

    @Test
    void cutOffClipIsReadAsFarAsItGoes() throws IOException {
        byte[] whole = Files.readAllBytes(CLIPS.resolve("c020_size_640_300k.ivf"));
        Path cut = Files.write(folder.resolve("cut.ivf"), Arrays.copyOf(whole, whole.length / 2));
        assertThat(run(cut.toString())).isZero();
        assertThat(lines()).hasSizeBetween(5, 15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clock.png", "clock.jpg"})
    void reportsThatAnImageIsTruncated(String name) throws IOException {
        byte[] whole = Files.readAllBytes(CLIPS.resolve(name));
        for (int percent : new int[] {10, 30, 60, 99}) {
            err.reset();
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length * percent / 100));
            assertThat(run(cut.toString())).as("%d %%", percent).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .as("%d %%", percent)
                    .contains("truncated image");
        }
    }

    /** The name holds a character that no path may hold; where the locale is ASCII, any other one does the same. */
    @Test
    void aNameThatIsNotAPathDoesNotHideTheOtherFiles() {
        assertThat(run("clo\0ck.png", clip("clock.png"))).isEqualTo(1);
        assertThat(column(0)).containsExactly(clip("clock.png"));
    }

    /** Damaged files of every kind: a row, an error, but never an exception that would end the run. */
    @ParameterizedTest
    @ValueSource(
            strings = {"clock.webm", "clock.mp4", "phone-hevc.mov", "clock.png", "clock.jpg", "c006_size_640_300k.ivf"})
    void survivesDamagedFiles(String name) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] whole = Files.readAllBytes(CLIPS.resolve(name));
        for (int i = 0; i < 15; i++) {
            byte[] damaged = Arrays.copyOf(whole, Math.min(whole.length, 24_000));
            for (int hits = random.nextInt(50); hits >= 0; hits--) {
                damaged[random.nextInt(random.nextBoolean() ? 400 : damaged.length)] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve("damaged"), damaged);
            assertThat(run(file.toString())).as("seed %d", seed).isBetween(0, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone-h264.mp4", "c020_size_640_300k.ivf"})
    void refusesAVideoThatIsLongerThanAllowed(String name) {
        assertThat(run("--json", "--max-duration", "0.3", clip(name))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(name + ": longer than 0 s");
        assertThat(run("--max-duration", "60", clip(name))).isZero();
    }

    @Test
    void stopsInTimeWithWhatWasFound() {
        assertThat(run("--json", "--pairs", "--within", "0.000001", clip("phone-h264.mp4")))
                .isZero();
        JsonNode summary = JsonMapper.shared().readTree(lines().get(0)).get("summary");
        assertThat(summary.get("stopped").asBoolean()).isTrue();
        assertThat(summary.get("frames").asInt()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the rest of the file was not read");
    }

    @Test
    void wrongCommandLineExplainsItself() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--what", "x")).isEqualTo(2);
        assertThat(run("--recorded-at", "yesterday", "x")).isEqualTo(2);
        assertThat(run("--plot", "x.svg", "x")).isEqualTo(2);
        assertThat(run("--pairs", "--exposure", "long", "x")).isEqualTo(2);
        assertThat(run("--within", "0", "x")).isEqualTo(2);
        assertThat(run("--max-duration", "short", "x")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage: read-clocks");
    }

    private int run(String... args) {
        return new ReadClocks(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
    }

    private static String clip(String name) {
        return CLIPS.resolve(name).toString();
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> column(int index) {
        return lines().stream().skip(1).map(line -> line.split(",", -1)[index]).toList();
    }
}
