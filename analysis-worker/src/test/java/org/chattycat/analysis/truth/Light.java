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
    /** How a phone's page and a camera work. A stamp has no exposure: 0. */
    public record Condition(ClockSource source, double fps, double exposureMs, double delayMs, double jitterMs) {
        /** A camera exposes for longer than this only in the dark. */
        private static final double DARK_EXPOSURE_MS = 50;

        /** A stamp is drawn into the frame itself: it has no display, no exposure and no rolling shutter. */
        boolean stamped() {
            return source == ClockSource.STAMP;
        }

        boolean dark() {
            return exposureMs > DARK_EXPOSURE_MS;
        }
    }

    /** A text in an exposure: the instant that it shows, and its share of the light. */
    public record Lit(double shownMs, double share) {}

    /**
     * A frame. All times are ms since the start.
     *
     * @param captureMs when the browser stamps it
     * @param arrivalMs arrival of its first packet
     * @param startMs begin of the exposure of the code's middle row
     * @param endMs end of that exposure
     */
    public record Frame(double captureMs, double arrivalMs, double startMs, double endMs) {
        /** The light of a frame is that of the middle of its exposure. */
        public double lightMs() {
            return (startMs + endMs) / 2;
        }
    }

    private static final double VSYNC_MS = 1_000 / 60.0;
    private static final double MAX_READOUT_MS = 15;
    private static final double STAMP_MS = 95;
    private static final double OWN_CLOCK_ERROR_MS = 2;
    /** Its multiples spread evenly between whole numbers. */
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    /** A text of the page: the instant that it shows, and when it is lit. */
    private record Text(double shownMs, double litMs) {}

    private final Condition condition;
    private final Random random;
    private final double lagMs;
    private final double phase;
    private final List<Text> texts = new ArrayList<>();
    private final double readoutMs;
    private final double rowMs;
    private final double frameMs;
    private double captureMs;
    private double arrivalMs;

    /**
     * One of many phones and cameras. Their displays' lags and the phases of their pages are spread evenly, so that fewer of them
     * tell as much.
     *
     * @param phone 0 to {@code phones} − 1
     */
    public Light(Condition condition, int phone, int phones, long seed) {
        this.condition = condition;
        this.lagMs = lagMs((phone + 0.5) / phones);
        this.phase = (phone + 0.5) * GOLDEN_RATIO % 1;
        this.random = new Random(seed * 10_000 + phone);
        this.readoutMs = Math.min(MAX_READOUT_MS, 1_000 / condition.fps());
        this.rowMs = random.nextDouble() * readoutMs;
        // Two quartzes differ by some ten parts in a million, and cameras are off by more.
        this.frameMs = 1_000 / condition.fps() * (1 + 0.001 * (random.nextDouble() - 0.5));
        this.captureMs = random.nextDouble() * 100;
    }

    /**
     * The lags of many phones: from 0 to 50 ms until a display begins to show what was drawn, and from 0 to 10 ms until it reaches
     * the code, each equally likely.
     *
     * @param share of the phones that have less, 0 to 1
     */
    private static double lagMs(double share) {
        if (share < 0.1) {
            return Math.sqrt(1_000 * share);
        }
        return share > 0.9 ? 60 - Math.sqrt(1_000 * (1 - share)) : 5 + 50 * share;
    }

    /** The time from the camera's first row to its last. */
    double readoutMs() {
        return readoutMs;
    }

    /** Plays so many ms. Call it once. */
    public List<Frame> play(double forMs) {
        List<Frame> frames = new ArrayList<>();
        if (!condition.stamped()) {
            draw(forMs);
        }
        while (captureMs < forMs) {
            if (condition.stamped()) {
                stamp();
            }
            frames.add(frame());
            captureMs += frameMs;
        }
        return frames;
    }

    /** The texts in an exposure of the code's middle row, in their order. */
    List<Lit> lit(double startMs, double endMs) {
        List<Lit> lit = new ArrayList<>();
        if (condition.stamped()) {
            texts.stream()
                    .filter(text -> text.litMs() <= endMs)
                    .reduce((before, after) -> after)
                    .ifPresent(text -> lit.add(new Lit(text.shownMs(), 1)));
            return lit;
        }
        for (int i = 0; i + 1 < texts.size(); i++) {
            double from = Math.max(startMs, texts.get(i).litMs());
            double to = Math.min(endMs, texts.get(i + 1).litMs());
            if (to > from) {
                lit.add(new Lit(texts.get(i).shownMs(), (to - from) / (endMs - startMs)));
            }
        }
        return lit;
    }

    private void draw(double forMs) {
        boolean own = condition.source() != ClockSource.GOPRO;
        double errorMs = own ? OWN_CLOCK_ERROR_MS * (2 * random.nextDouble() - 1) : 0;
        double vsyncMs = VSYNC_MS * (1 + 0.0002 * (random.nextDouble() - 0.5));
        // Our page holds a text for 6 and 5 redraws in turns, GoPro Labs' page for 2.
        double at = captureMs - 1_000 - phase * vsyncMs * (own ? 11 : 2);
        for (int i = 0; at < forMs + 1_000; i++) {
            texts.add(new Text(at + errorMs, at + lagMs));
            at += vsyncMs * (own ? 6 - i % 2 : 2);
        }
    }

    /** A page stamps each frame with a text of its own, at most ten times a second. */
    private void stamp() {
        if (texts.isEmpty() || captureMs - texts.get(texts.size() - 1).litMs() >= STAMP_MS) {
            texts.add(new Text(captureMs, captureMs));
        }
    }

    private Frame frame() {
        double endMs = condition.stamped() ? captureMs : captureMs + rowMs;
        double jitter = -condition.jitterMs() * Math.log(1 - random.nextDouble() * 0.99) / 3;
        arrivalMs = Math.max(arrivalMs + 0.1, captureMs + MAX_READOUT_MS + condition.delayMs() + jitter);
        // Browsers round capture times to whole ms.
        double stampMs = Math.floor(captureMs + MAX_READOUT_MS + random.nextDouble());
        return new Frame(stampMs, arrivalMs, endMs - condition.exposureMs(), endMs);
    }
}
