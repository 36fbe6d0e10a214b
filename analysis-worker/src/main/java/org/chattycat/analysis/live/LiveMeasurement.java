package org.chattycat.analysis.live;

import java.time.Instant;
import java.util.UUID;

/**
 * One latency measurement, the moment it is known.
 *
 * @param sampleId the id its row has or will have, so that a live value and a stored one can be told to be the same
 * @param arrivedAt arrival of the frame's first packet at the worker
 * @param clockAt the instant the clock code shows, as UTC
 * @param latencyMs {@code arrivedAt - clockAt}, signed, in ms
 * @param lowerMs lower bound of the true latency by this measurement alone, in ms
 * @param upperMs upper bound of the true latency by this measurement alone, in ms
 * @param estimateMs the latency to show, from this measurement and those before it, in ms
 * @param estimateLowerMs lower bound of the true latency from the same, in ms
 * @param estimateUpperMs upper bound of the true latency from the same, in ms
 * @param source whose clock was read: GOPRO, OWN (the product's clock page) or STAMP
 * @param zone ZONED when the code names its zone, INFERRED when the zone was deduced
 * @param clockId the code's {@code oTI} id, null for none
 * @param validity VALID where the value counts in statistics, else IMPLAUSIBLE or CLOCK_FAULT
 */
public record LiveMeasurement(
        UUID sampleId,
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
        String source,
        String zone,
        String clockId,
        String validity) {}
