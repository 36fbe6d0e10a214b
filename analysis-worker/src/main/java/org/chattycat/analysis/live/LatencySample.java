package org.chattycat.analysis.live;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One latency measurement, on its whole way from the worker to the page: by NOTIFY, through the table
 * {@code latency_sample}, GraphQL and signalling. Instants have microseconds, as PostgreSQL keeps them.
 *
 * @param id the id of its row, so that a live value can be recognised as a stored one
 * @param arrivedAt arrival of the frame's first packet at the worker
 * @param clockAt the instant that the clock code shows
 * @param latencyMs {@code arrivedAt - clockAt} in ms, signed, as measured
 * @param lowerMs lower bound of the true latency by this sample alone, in ms
 * @param upperMs upper bound of the true latency by this sample alone, in ms
 * @param estimateMs the latency to show, from this sample and the ones before it, in ms
 * @param estimateLowerMs lower bound of the true latency from the same samples, in ms
 * @param estimateUpperMs upper bound of the true latency from the same samples, in ms
 * @param plusMinusMs the true latency lies within ± this of {@code estimateMs} in 95 % of all cases, in ms; null in samples
 *     that were stored before this was computed
 * @param clockId the code's {@code oTI} id, null if it has none
 * @param clockNumber 1 for the first clock with this id, or without one, in the publication's picture, 2 for the second
 */
public record LatencySample(
        UUID id,
        UUID meetingId,
        UUID participantId,
        UUID publicationId,
        Instant arrivedAt,
        Instant clockAt,
        double latencyMs,
        double lowerMs,
        double upperMs,
        double estimateMs,
        double estimateLowerMs,
        double estimateUpperMs,
        Double plusMinusMs,
        ClockSource source,
        SampleZone zone,
        String clockId,
        int clockNumber,
        SampleValidity validity) {
    public LatencySample {
        Objects.requireNonNull(id);
        Objects.requireNonNull(meetingId);
        Objects.requireNonNull(participantId);
        Objects.requireNonNull(publicationId);
        Objects.requireNonNull(arrivedAt);
        Objects.requireNonNull(clockAt);
        Objects.requireNonNull(source);
        Objects.requireNonNull(zone);
        Objects.requireNonNull(validity);
    }

    /** Whether the clock is proven wrong. */
    public boolean clockFault() {
        return validity == SampleValidity.CLOCK_FAULT;
    }
}
