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

    /** The age of the code and the display lag lower the bound, and half of an exposure may be before its middle. */
    public double lowerMs(double latencyMs) {
        return bounds(new Interval(latencyMs - codeAgeMs, latencyMs)).low();
    }

    /** A text can appear in the second half of an exposure. */
    public double upperMs(double latencyMs) {
        return bounds(new Interval(latencyMs, latencyMs)).high();
    }

    /** Bounds of the latency, given those of the time since the phone drew the code. */
    Interval bounds(Interval drawn) {
        return new Interval(
                drawn.low() - displayLagMs - exposureMs / 2 - clocksErrorMs() + Math.min(0, offsetMs()),
                drawn.high() + exposureMs / 2 + clocksErrorMs() + Math.max(0, offsetMs()));
    }

    /** Bounds of the time since the phone drew the code: without display lag and exposure. */
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
                .plusUniform(clocksErrorMs() / 2)
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
