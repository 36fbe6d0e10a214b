package org.chattycat.analysis.kurento;

import java.time.Duration;

/**
 * How long to wait for a media server.
 *
 * @param requestTimeout limit for one request, connecting included
 * @param pingInterval how often each server is pinged: a frozen one shows nothing by itself
 * @param pingTimeout after what silence it counts as frozen
 * @param keyframeInterval least time between two requests for a keyframe of a publication
 */
public record MediaServerSettings(
        Duration requestTimeout, Duration pingInterval, Duration pingTimeout, Duration keyframeInterval) {
    public MediaServerSettings {
        requirePositive(requestTimeout, "request time-out");
        requirePositive(pingInterval, "ping interval");
        requirePositive(pingTimeout, "ping time-out");
        requirePositive(keyframeInterval, "keyframe interval");
    }

    private static void requirePositive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("The media server " + name + " must be positive.");
        }
    }
}
