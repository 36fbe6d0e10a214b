package org.chattycat.analysis.latency;

import java.time.Instant;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.clock.ClockInstant;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SampleValidity;
import org.chattycat.analysis.live.SampleZone;

/** Makes samples of what was measured. */
final class Measured {
    private Measured() {}

    /**
     * A sample with a new id.
     *
     * @param shown the instant that the code shows
     * @param latencyMs as measured
     * @param bounds of this measurement alone
     * @param number of the clock, among those with the same id
     */
    static LatencySample sample(
            TapLease tap,
            Instant arrivedAt,
            ClockInstant shown,
            ClockCode.Valid code,
            double latencyMs,
            Interval bounds,
            Estimate estimate,
            ClockSource source,
            int number,
            SampleValidity validity) {
        return new LatencySample(
                SampleIds.at(arrivedAt.toEpochMilli()),
                tap.meetingId(),
                tap.participantId(),
                tap.publicationId(),
                arrivedAt,
                shown.utc(),
                latencyMs,
                bounds.low(),
                bounds.high(),
                estimate.latencyMs(),
                estimate.lowerMs(),
                estimate.upperMs(),
                estimate.plusMinusMs(),
                source,
                shown.inferred() ? SampleZone.INFERRED : SampleZone.ZONED,
                code.id().orElse(null),
                number,
                validity);
    }
}
