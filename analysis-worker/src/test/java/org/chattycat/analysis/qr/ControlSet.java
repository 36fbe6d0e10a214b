package org.chattycat.analysis.qr;

import com.google.zxing.WriterException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.chattycat.analysis.sender.Vp8Encoder;
import org.chattycat.analysis.video.CorruptVideoException;
import org.chattycat.analysis.video.Vp8Decoder;
import org.opencv.core.Mat;

/**
 * Reads pairs of clips that differ only in the texts of their codes: one shows successive instants, the other the same
 * characters in a new random order each time. A reader that guesses would read the predictable clocks better.
 */
public final class ControlSet {
    private static final int FRAMES = 10;
    private static final int FRAMES_PER_CODE = 2;
    private static final int KBIT_PER_SECOND = 300;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("'oT'yyMMddHHmmss.SSS'oTD1oTZ-8oTI'").withZone(ZoneOffset.UTC);

    private ControlSet() {}

    /**
     * The result.
     *
     * @param frames number per kind
     * @param differencePercent share of clocks read minus share of shuffled texts read
     * @param standardErrorPercent standard error of that difference over the pairs
     * @param wrong number of texts that were read but not shown
     */
    public record Result(
            int pairs,
            int frames,
            double clocksPercent,
            double shuffledPercent,
            double differencePercent,
            double standardErrorPercent,
            int wrong) {}

    /** The place, angle and quality of a clip's code. */
    private record Conditions(
            long room,
            double x,
            double y,
            double sidePx,
            double turn,
            double tilt,
            double blur,
            double noise,
            double dx) {
        static Conditions random(Random random) {
            return new Conditions(
                    random.nextInt(),
                    random.nextDouble(250, 390),
                    random.nextDouble(200, 280),
                    random.nextDouble(75, 150),
                    random.nextDouble(-40, 40),
                    random.nextDouble(0, 55),
                    random.nextDouble(0.6, 1.7),
                    random.nextDouble(2, 10),
                    random.nextDouble(-3, 3));
        }
    }

    private record Read(int frames, int right, int wrong) {
        double share() {
            return frames == 0 ? 0 : (double) right / frames;
        }
    }

    public static Result run(long seed, int pairs) throws WriterException, CorruptVideoException {
        Random random = new Random(seed);
        List<Double> differences = new ArrayList<>();
        double clocks = 0;
        double shuffled = 0;
        int frames = 0;
        int wrong = 0;
        for (int pair = 0; pair < pairs; pair++) {
            Conditions conditions = Conditions.random(random);
            Instant start = Instant.ofEpochMilli(1_770_000_000_000L + random.nextInt(Integer.MAX_VALUE));
            int id = 10_000 + random.nextInt(90_000);
            List<String> texts = new ArrayList<>();
            List<String> unpredictable = new ArrayList<>();
            for (int code = 0; code * FRAMES_PER_CODE < FRAMES; code++) {
                texts.add(CLOCK.format(start.plusMillis(code * FRAMES_PER_CODE * 1_000L / 30)) + id);
                unpredictable.add(shuffled(texts.get(code), random));
            }
            Read ofClocks = read(conditions, texts::get);
            Read ofShuffled = read(conditions, unpredictable::get);
            differences.add(100 * (ofClocks.share() - ofShuffled.share()));
            clocks += ofClocks.share();
            shuffled += ofShuffled.share();
            frames += ofClocks.frames();
            wrong += ofClocks.wrong() + ofShuffled.wrong();
        }
        double mean = differences.stream().mapToDouble(d -> d).average().orElse(0);
        double squares =
                differences.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
        return new Result(
                pairs,
                frames,
                100 * clocks / pairs,
                100 * shuffled / pairs,
                mean,
                Math.sqrt(squares / (pairs - 1) / pairs),
                wrong);
    }

    private static String shuffled(String text, Random random) {
        List<Character> characters = new ArrayList<>();
        text.chars().forEach(c -> characters.add((char) c));
        Collections.shuffle(characters, random);
        StringBuilder shuffled = new StringBuilder();
        characters.forEach(shuffled::append);
        return shuffled.toString();
    }

    private static Read read(Conditions c, IntFunction<String> texts) throws WriterException, CorruptVideoException {
        int frames = 0;
        int right = 0;
        int wrong = 0;
        try (Vp8Encoder encoder = new Vp8Encoder(Scene.WIDTH, Scene.HEIGHT, 30, KBIT_PER_SECOND);
                Vp8Decoder decoder = new Vp8Decoder();
                ClockReader reader = new ClockReader()) {
            for (int frame = 0; frame < FRAMES; frame++) {
                String text = texts.apply(frame / FRAMES_PER_CODE);
                Mat seen = new Scene(c.room())
                        .with(text, Scene.Page.LIGHT, c.x() + c.dx() * frame, c.y(), c.sidePx(), c.turn(), c.tilt())
                        .seen(c.blur(), c.noise());
                byte[] encoded = encoder.encode(seen, frame * 3_000L, frame == 0);
                if (encoded.length > 0) {
                    Mat luma = decoder.decode(encoded, encoded.length).orElseThrow();
                    frames++;
                    for (CodeDetection detection : reader.read(luma, ScanEffort.THOROUGH)) {
                        // Expected texts are recognised too, which only clocks can be; these are no readings.
                        boolean readIt = detection.stage() != ScanStage.PREDICTED;
                        right += readIt && detection.text().equals(text) ? 1 : 0;
                        wrong += detection.text().equals(text) ? 0 : 1;
                    }
                }
                seen.release();
            }
        }
        return new Read(frames, right, wrong);
    }
}
