package org.chattycat.kurento.embedded.router;

/**
 * Decides when to request a keyframe from a sender: at once, but at most once per interval. A request is repeated until
 * a keyframe starts, because the packet that carries it may be lost.
 */
final class KeyframeRequests {
    private final long intervalNanos;
    private boolean wanted;
    private boolean everSent;
    private long lastSentNanos;

    KeyframeRequests(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    void request() {
        wanted = true;
    }

    /** A keyframe has started, which satisfies all earlier requests. */
    void keyframeStarted() {
        wanted = false;
    }

    boolean isWanted() {
        return wanted;
    }

    /** @return whether to send a request now; true counts as sent */
    boolean due(long now) {
        if (!wanted || everSent && now - lastSentNanos < intervalNanos) {
            return false;
        }
        everSent = true;
        lastSentNanos = now;
        return true;
    }
}
