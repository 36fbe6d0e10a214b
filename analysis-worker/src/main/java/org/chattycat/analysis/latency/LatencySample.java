package org.chattycat.analysis.latency;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.chattycat.analysis.lease.TapLease;

/**
 * One measurement as it is stored. Instants have microseconds, as Postgres keeps them.
 *
 * @param tap the lease under which it was measured
 * @param arrivedAt arrival of the frame's first packet
 * @param lastPacketAt arrival of the frame's last packet
 * @param clockAt the instant that the code shows
 * @param latencyMs {@code arrivedAt - clockAt} in ms, signed, as measured
 * @param zoneInferred whether the clock's zone was deduced from the arrival
 * @param clockId the code's {@code oTI} id, null for none
 * @param estimate what this measurement and the ones before it say together
 * @param validity whether the sample counts in statistics
 * @param workerClockStepped whether the worker's wall clock was stepped shortly before
 * @param processingMs from the arrival to the moment when the value was known
 */
public record LatencySample(
        UUID id,
        TapLease tap,
        Instant arrivedAt,
        Instant lastPacketAt,
        Instant clockAt,
        double latencyMs,
        Uncertainty uncertainty,
        Estimate estimate,
        boolean workerClockStepped,
        ClockSource source,
        boolean zoneInferred,
        String clockId,
        Validity validity,
        CodePlace place,
        String scanStage,
        int decodeMicros,
        int scanMicros,
        double processingMs) {
    public LatencySample {
        Objects.requireNonNull(id);
        Objects.requireNonNull(tap);
        Objects.requireNonNull(arrivedAt);
        Objects.requireNonNull(lastPacketAt);
        Objects.requireNonNull(clockAt);
        Objects.requireNonNull(uncertainty);
        Objects.requireNonNull(estimate);
        Objects.requireNonNull(source);
        Objects.requireNonNull(validity);
        Objects.requireNonNull(place);
        Objects.requireNonNull(scanStage);
    }

    public double lowerMs() {
        return uncertainty.lowerMs(latencyMs);
    }

    public double upperMs() {
        return uncertainty.upperMs(latencyMs);
    }

    /** {@code ZONED} or {@code INFERRED}. */
    public String zone() {
        return zoneInferred ? "INFERRED" : "ZONED";
    }
}
