package org.chattycat.analysis.latency;

/**
 * The parts of the possible difference between a measured latency and the latency from light to worker, where the light of a
 * frame is that of the middle of its exposure. All are in ms, and only the offset can be negative. None of them is subtracted
 * from the measured value.
 *
 * @param codeAgeMs how long the code may have been visible before it was first read
 * @param exposureMs how long the camera may have collected light
 * @param displayLagMs the longest delay of the phone from drawing the code to light at the code's place on its display
 * @param clockErrorMs error bound of the phone's clock; null if it is not known, and then not part of the bounds
 * @param workerClockOffsetMs the database's clock minus the worker's, null while unknown
 * @param workerClockErrorMs error bound of the worker's clock and of that offset
 */
public record Uncertainty(
        double codeAgeMs,
        double exposureMs,
        double displayLagMs,
        Double clockErrorMs,
        Double workerClockOffsetMs,
        double workerClockErrorMs) {
    /**
     * A text that is read has at least this share of its exposure's light: the reader finds no text with less in the clips and
     * films that it is measured with (0.33 was the least of about 4,000 readings).
     */
    static final double LEAST_SHARE = 0.3;

    /** So its light is no further than this share of the exposure from the exposure's middle. */
    private static final double OFF_MIDDLE = 0.5 - LEAST_SHARE;
    /** The share of the display lag from drawing to the start of the display's scan; the rest is the scan and its response. */
    private static final double DRAWING_SHARE = 5.0 / 6;

    public Uncertainty {
        requireBound(codeAgeMs);
        requireBound(exposureMs);
        requireBound(displayLagMs);
        requireBound(workerClockErrorMs);
        if (clockErrorMs != null) {
            requireBound(clockErrorMs);
        }
    }

    /** The age of the code and the display lag lower the bound. */
    public double lowerMs(double latencyMs) {
        return bounds(sinceShown(latencyMs)).low();
    }

    public double upperMs(double latencyMs) {
        return bounds(sinceShown(latencyMs)).high();
    }

    /**
     * Bounds of the time since the phone drew the code whose light was there in the middle of the exposure. Where the text that was
     * read is not quite in the middle, it is the one before or the next.
     */
    Interval sinceShown(double latencyMs) {
        return new Interval(latencyMs - codeAgeMs, latencyMs).widened(OFF_MIDDLE * exposureMs);
    }

    /** Bounds of the latency, given {@link #sinceShown}. */
    Interval bounds(Interval sinceShown) {
        return new Interval(
                sinceShown.low() - displayLagMs - clocksErrorMs() + Math.min(0, offsetMs()),
                sinceShown.high() + clocksErrorMs() + Math.max(0, offsetMs()));
    }

    /** Bounds of the time since the phone drew the code that was read: without display lag and exposure. */
    Interval sinceDrawn(double latencyMs) {
        return new Interval(
                latencyMs - codeAgeMs - clocksErrorMs() + Math.min(0, offsetMs()),
                latencyMs + clocksErrorMs() + Math.max(0, offsetMs()));
    }

    /** The distribution of the time since drawing with all other errors, each about its middle. */
    Distribution blur(Distribution sinceDrawn) {
        return sinceDrawn
                .plusUniform(DRAWING_SHARE * displayLagMs / 2)
                .plusUniform((1 - DRAWING_SHARE) * displayLagMs / 2)
                .plusUniform(clocksErrorMs())
                .plusUniform(Math.abs(offsetMs()) / 2);
    }

    /** Error of both clocks together, as far as it is known. */
    public double clocksErrorMs() {
        return (clockErrorMs == null ? 0 : clockErrorMs) + workerClockErrorMs;
    }

    private double offsetMs() {
        return workerClockOffsetMs == null ? 0 : workerClockOffsetMs;
    }

    private static void requireBound(double ms) {
        if (!(ms >= 0) || Double.isInfinite(ms)) {
            throw new IllegalArgumentException("an error bound is a finite number of ms, 0 or more: " + ms);
        }
    }
}
