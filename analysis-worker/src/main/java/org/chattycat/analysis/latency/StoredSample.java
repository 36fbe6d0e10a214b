package org.chattycat.analysis.latency;

import java.time.Instant;
import java.util.Objects;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.live.LatencySample;

/**
 * A sample with the details that are only stored. Instants have microseconds, as PostgreSQL keeps them.
 *
 * @param tap the lease under which it was measured
 * @param lastPacketAt arrival of the frame's last packet
 * @param uncertainty the parts of the sample's bounds
 * @param workerClockStepped whether the worker's wall clock was stepped shortly before
 * @param processingMs time from the arrival of the frame until the value was known
 */
public record StoredSample(
        LatencySample sample,
        TapLease tap,
        Instant lastPacketAt,
        Uncertainty uncertainty,
        boolean workerClockStepped,
        CodePlace place,
        String scanStage,
        int decodeMicros,
        int scanMicros,
        double processingMs) {
    public StoredSample {
        Objects.requireNonNull(sample);
        Objects.requireNonNull(tap);
        Objects.requireNonNull(lastPacketAt);
        Objects.requireNonNull(uncertainty);
        Objects.requireNonNull(place);
        Objects.requireNonNull(scanStage);
    }
}
