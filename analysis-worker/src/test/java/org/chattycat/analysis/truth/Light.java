package org.chattycat.analysis.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chattycat.analysis.live.ClockSource;

/**
 * What a camera sees of a clock on a display, frame by frame, in virtual time. Deterministic for a seed.
 *
 * <p>A page draws a text for an instant; after the display lag and its scan-out the text is lit, until the next one. A frame
 * collects light over an exposure, at the code's row of a rolling shutter, and arrives after encoding and a network with jitter.
 */
public final class Light {
    /** How a phone's page and a camera work. */
    public record Condition(ClockSource source, double fps, double exposureMs, double delayMs, double jitterMs) {}

    /** A text in an exposure. */
    public record Lit(double shownMs, double share) {}

    /**
     * A frame. All times are ms since the start.
     *
     * @param captureMs when the browser stamps it
     * @param arrivalMs arrival of its first packet
     * @param truthMs arrival minus the middle of the exposure of the code's row
     * @param lit the texts in its exposure
     */
    public record Frame(double captureMs, double arrivalMs, double truthMs, List<Lit> lit) {}

    private static final double VSYNC_MS = 1_000 / 60.0;
    private static final double MAX_LAG_MS = 50;
    private static final double MAX_SCAN_MS = 10;
    private static final double MAX_READOUT_MS = 15;
    private static final double OWN_CLOCK_ERROR_MS = 2;

    private final Condition condition;
    private final Random random;
    /** What the texts show and when they are lit. */
    private final List<double[]> texts = new ArrayList<>();

    private final double rowMs;
    private final double frameMs;
    private double captureMs;
    private double arrivalMs;

    public Light(Condition condition, long seed) {
        this.condition = condition;
        this.random = new Random(seed);
        this.rowMs = random.nextDouble() * Math.min(MAX_READOUT_MS, 1_000 / condition.fps());
        // Two quartzes differ by some ten parts in a million, and cameras are off by more.
        this.frameMs = 1_000 / condition.fps() * (1 + 0.001 * (random.nextDouble() - 0.5));
        this.captureMs = random.nextDouble() * 100;
    }

    /** Plays so many ms. */
    public List<Frame> play(double forMs) {
        draw(forMs);
        List<Frame> frames = new ArrayList<>();
        while (captureMs < forMs) {
            frames.add(frame());
            captureMs += frameMs;
        }
        return frames;
    }

    private void draw(double forMs) {
        double lagMs = random.nextDouble() * MAX_LAG_MS + random.nextDouble() * MAX_SCAN_MS;
        boolean own = condition.source() != ClockSource.GOPRO;
        double errorMs = own ? OWN_CLOCK_ERROR_MS * (2 * random.nextDouble() - 1) : 0;
        double vsyncMs = VSYNC_MS * (1 + 0.0002 * (random.nextDouble() - 0.5));
        double at = random.nextDouble() * vsyncMs - 1_000;
        for (int i = 0; at < forMs + 1_000; i++) {
            texts.add(new double[] {at + errorMs, at + lagMs});
            // Our page holds a text for 6 and 5 redraws in turns, GoPro Labs' page for 2.
            at += vsyncMs * (own ? 6 - i % 2 : 2);
        }
    }

    private Frame frame() {
        double endMs = captureMs + rowMs;
        double startMs = endMs - condition.exposureMs();
        List<Lit> lit = new ArrayList<>();
        for (int i = 0; i + 1 < texts.size(); i++) {
            double from = Math.max(startMs, texts.get(i)[1]);
            double to = Math.min(endMs, texts.get(i + 1)[1]);
            if (to > from) {
                lit.add(new Lit(texts.get(i)[0], (to - from) / condition.exposureMs()));
            }
        }
        double jitter = -condition.jitterMs() * Math.log(1 - random.nextDouble() * 0.99) / 3;
        arrivalMs = Math.max(arrivalMs + 0.1, captureMs + MAX_READOUT_MS + condition.delayMs() + jitter);
        // Browsers round capture times to whole ms.
        double stampMs = Math.floor(captureMs + MAX_READOUT_MS + random.nextDouble());
        return new Frame(stampMs, arrivalMs, arrivalMs - (startMs + endMs) / 2, lit);
    }
}
