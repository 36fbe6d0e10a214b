package org.chattycat.analysis.pipeline;

/** Requests keyframes from the media server, at most one per interval. Not thread-safe. */
final class KeyframeRequests {
    private final Runnable request;
    private final long intervalNanos;
    private boolean requested;
    private long requestedNanos;

    KeyframeRequests(Runnable request, long intervalNanos) {
        this.request = request;
        this.intervalNanos = intervalNanos;
    }

    /** Requests a keyframe unless the last request is too recent; returns whether it did. */
    boolean request(long nowNanos) {
        if (requested && nowNanos - requestedNanos < intervalNanos) {
            return false;
        }
        requested = true;
        requestedNanos = nowNanos;
        request.run();
        return true;
    }
}
