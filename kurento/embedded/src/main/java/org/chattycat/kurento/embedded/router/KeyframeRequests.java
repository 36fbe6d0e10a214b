package org.chattycat.kurento.embedded.router;

/**
 * Decides when to ask a sender for a keyframe: at once, but at most once per interval; repeated until a keyframe starts,
 * so that no request is lost with a packet.
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

    /** A keyframe began: everybody who asked before has it. */
    void keyframeStarted() {
        wanted = false;
    }

    boolean isWanted() {
        return wanted;
    }

    /** @return whether to send a request now; if so it counts as sent */
    boolean due(long now) {
        if (!wanted || everSent && now - lastSentNanos < intervalNanos) {
            return false;
        }
        everSent = true;
        lastSentNanos = now;
        return true;
    }
}
