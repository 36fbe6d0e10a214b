package org.chattycat.app.clock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Keeps what is to be sent to a polling page until its next poll; of too many messages the newest. */
final class PollChannel implements ClockChannel {
    private static final int MAX_WAITING = 64;

    private final Runnable released;
    private final Deque<ClockAnswer> waiting = new ArrayDeque<>();
    private boolean ended;
    private boolean failed;

    /** @param released called once, when the clock has ended */
    PollChannel(Runnable released) {
        this.released = released;
    }

    @Override
    public void send(ClockAnswer answer) {
        synchronized (this) {
            if (ended) {
                return;
            }
            if (waiting.size() == MAX_WAITING) {
                waiting.removeFirst();
            }
            waiting.addLast(answer);
        }
    }

    @Override
    public void end(ClockException reason) {
        synchronized (this) {
            failed = !ended;
        }
        send(new ClockAnswer.Failure(reason.code(), reason.getMessage()));
        hangUp();
    }

    @Override
    public void hangUp() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        released.run();
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /** Whether the clock ended with a reason that the page is still to be told. */
    synchronized boolean hasFailed() {
        return failed;
    }

    synchronized List<ClockAnswer> drain() {
        List<ClockAnswer> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }
}
