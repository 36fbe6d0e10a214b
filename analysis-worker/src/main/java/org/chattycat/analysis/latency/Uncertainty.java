package org.chattycat.analysis.latency;

/**
 * How far a measured latency may be from the latency from light to worker, in parts. All in ms, none negative but the
 * offset. Nothing of it is subtracted from the measured value.
 *
 * @param codeAgeMs for how long the code may have been in sight before its first sighting
 * @param exposureMs for how long the camera may have collected light
 * @param displayLagMs how long the phone may take from drawing the code to lighting it
 * @param clockErrorMs error bound of the phone's clock, null where nobody calibrated it
 * @param workerClockOffsetMs the database's clock less the worker's, null while unknown
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

    /** Age, exposure and display lag all make the code older than the light: they only lower the bound. */
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
