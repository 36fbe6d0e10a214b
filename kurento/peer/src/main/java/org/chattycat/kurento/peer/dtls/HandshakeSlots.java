package org.chattycat.kurento.peer.dtls;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Shares the handshake threads among participants. BouncyCastle blocks a thread while it waits for the peer. Each
 * participant may hold few threads at a time; its further handshakes wait without a thread.
 */
final class HandshakeSlots {
    /** One for publishing and one for viewing. A silent peer holds a thread for seconds. */
    private static final int PER_PARTICIPANT = 2;
    /** Twice as many as a participant of the largest room needs. */
    private static final int MAX_WAITING = 128;

    private final Executor pool;
    private final Map<Object, Participant> participants = new HashMap<>();

    private static final class Participant {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }

    HandshakeSlots(Executor pool) {
        this.pool = pool;
    }

    /**
     * Runs a handshake as soon as the participant has a slot; never blocks.
     *
     * @return false if too many handshakes are waiting; it will not run
     */
    synchronized boolean submit(Object participant, Runnable handshake) {
        Participant of = participants.computeIfAbsent(participant, key -> new Participant());
        if (of.running == PER_PARTICIPANT) {
            return of.waiting.size() < MAX_WAITING && of.waiting.add(handshake);
        }
        of.running++;
        try {
            pool.execute(() -> run(participant, handshake));
            return true;
        } catch (RejectedExecutionException e) {
            next(participant);
            return false;
        }
    }

    private void run(Object participant, Runnable first) {
        Runnable handshake = first;
        do {
            handshake.run();
            handshake = next(participant);
        } while (handshake != null && !handOver(participant, handshake));
    }

    /** Puts a participant's next handshake at the end of the pool's queue. If the pool refuses it, this thread runs it. */
    private boolean handOver(Object participant, Runnable handshake) {
        try {
            pool.execute(() -> run(participant, handshake));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** The handshake that takes over the slot, or null if the slot is free now. */
    private synchronized Runnable next(Object participant) {
        Participant of = participants.get(participant);
        Runnable next = of.waiting.poll();
        if (next == null && --of.running == 0) {
            participants.remove(participant);
        }
        return next;
    }
}
