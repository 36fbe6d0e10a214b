package org.chattycat.analysis.pipeline;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.chattycat.kurento.rtp.ReceivedPacket;

/** Packets between the receive thread and the pool. Bounded: what does not fit is dropped and counted. */
final class PacketQueue {
    /** Five seconds at 2 Mbit/s. A stream that is further behind loses packets and continues at a keyframe. */
    private static final int MAX_PACKETS = 1_024;

    private final BlockingQueue<ReceivedPacket> packets = new ArrayBlockingQueue<>(MAX_PACKETS);
    private final AtomicInteger overflow = new AtomicInteger();
    private volatile boolean received;

    void add(ReceivedPacket packet) {
        received = true;
        if (!packets.offer(packet)) {
            overflow.incrementAndGet();
        }
    }

    /** Whether any packet has arrived yet. */
    boolean hasReceived() {
        return received;
    }

    /** The oldest packet, or null. */
    ReceivedPacket poll() {
        return packets.poll();
    }

    /** The oldest packet, which stays in the queue, or null. */
    ReceivedPacket peek() {
        return packets.peek();
    }

    /** The number of packets that did not fit since the last call. */
    int takeOverflow() {
        return overflow.getAndSet(0);
    }

    int size() {
        return packets.size();
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    void clear() {
        packets.clear();
    }
}
