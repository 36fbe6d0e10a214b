package org.chattycat.analysis.quality;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.chattycat.analysis.lease.TapLease;

/**
 * One second of one publication's video.
 *
 * @param startsAt a whole second
 * @param jitterMs interarrival jitter (RFC 3550 section 6.4.1) at the end of the second
 * @param framesDropped not decoded because a packet was missing, or waiting for a keyframe after that
 * @param framesShed due for a scan that did not happen because the worker was busy
 * @param width of the last decoded frame in pixels, 0 for none
 * @param freezes the number of times without a new frame for too long
 * @param frozenMs their total duration
 * @param brightness mean luma 0 to 255, null when no frame was looked at
 * @param sharpness variance of the Laplacian of the luma, null when no frame was looked at
 * @param refusals texts that were no usable clock, by reason
 * @param mediaServerMs mean time inside the media server, null while unknown
 */
public record VideoQualityWindow(
        TapLease tap,
        Instant startsAt,
        int packetsReceived,
        int packetsLost,
        long bytesReceived,
        double jitterMs,
        int framesReceived,
        int framesDecoded,
        int framesDropped,
        int framesScanned,
        int framesShed,
        int keyframeRequests,
        int width,
        int height,
        int freezes,
        double frozenMs,
        Double brightness,
        Double sharpness,
        int clocksSeen,
        Map<String, Integer> refusals,
        Double mediaServerMs) {
    public VideoQualityWindow {
        Objects.requireNonNull(tap);
        Objects.requireNonNull(startsAt);
        refusals = Map.copyOf(refusals);
    }
}
