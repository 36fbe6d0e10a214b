package org.chattycat.analysis.latency;

/**
 * The parts of the possible difference between a measured latency and the latency from light to worker. All are in ms, and only
 * the offset can be negative. None of them is subtracted from the measured value.
 *
 * @param codeAgeMs how long the code may have been visible before it was first read
 * @param exposureMs how long the camera may have collected light
 * @param displayLagMs the delay of the phone from drawing the code to displaying it
 * @param clockErrorMs error bound of the phone's clock, null if it is not calibrated
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
    public Uncertainty {
        requireBound(codeAgeMs);
        requireBound(exposureMs);
        requireBound(displayLagMs);
        requireBound(workerClockErrorMs);
        if (clockErrorMs != null) {
            requireBound(clockErrorMs);
        }
    }

    /** Age, exposure and display lag make the code older than the light, so they only lower the bound. */
    public double lowerMs(double latencyMs) {
        return latencyMs - codeAgeMs - exposureMs - displayLagMs - clocksErrorMs() + Math.min(0, offsetMs());
    }

    public double upperMs(double latencyMs) {
        return latencyMs + clocksErrorMs() + Math.max(0, offsetMs());
    }

    /** Bounds of the time since the phone drew the code: without display lag and exposure. */
    Interval sinceDrawn(double latencyMs) {
        return new Interval(latencyMs - codeAgeMs - clocksErrorMs() + Math.min(0, offsetMs()), upperMs(latencyMs));
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
