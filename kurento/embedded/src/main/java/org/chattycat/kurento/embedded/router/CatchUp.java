package org.chattycat.kurento.embedded.router;

/**
 * How far a receiver that started with a {@link KeyframeRun} is behind its source. Packets are sent {@link #SPEED} times as
 * fast as they arrived, until all are sent.
 */
final class CatchUp {
    /**
     * A run of two seconds is caught up in half a second. That is ten Mbit/s for a video of two, which is less of a burst
     * than the keyframe itself.
     */
    static final int SPEED = 5;

    private boolean active;
    private long next;
    private long startNanos;
    private long firstArrivalNanos;

    /** @param now the instant at which the run's first packet is due */
    void begin(KeyframeRun run, long now) {
        active = true;
        next = run.first();
        startNanos = now;
        firstArrivalNanos = run.firstArrivalNanos();
    }

    void end() {
        active = false;
    }

    boolean isActive() {
        return active;
    }

    /** The packet to send next. */
    long next() {
        return next;
    }

    void advance() {
        next++;
    }

    /** Whether the packet is sent later, in its turn. */
    boolean holds(long sequence) {
        return active && sequence >= next;
    }

    /** When a packet that arrived then is due. */
    long dueNanos(long arrivalNanos) {
        return startNanos + (arrivalNanos - firstArrivalNanos) / SPEED;
    }
}
