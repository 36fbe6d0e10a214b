package org.chattycat.kurento.rtp;

import java.time.Duration;

/**
 * Passes packets on in the order of their sequence numbers. It waits for a missing packet, because a retransmission to the
 * media server arrives a round trip late. Arrival times are recorded before, so waiting costs no accuracy. Not thread-safe.
 */
public final class ReorderBuffer {
    /** Takes packets in order. */
    public interface Output {
        void packet(ReceivedPacket packet);

        /** {@code packets} are lost before the next one. */
        void lost(int packets);
    }

    /** Two seconds at 2 Mbit/s. A power of two. */
    private static final int CAPACITY = 512;

    /** A larger gap is believed if the next packet confirms it, as in the media server. */
    private static final int MAX_UNCONFIRMED_GAP = 256;

    /** A packet that is older is not a late one: the source may have restarted (MAX_MISORDER). */
    private static final int MAX_MISORDER = 100;

    /** A source of which so many packets in a row come too late has restarted at a slightly lower number. */
    private static final int MAX_LATE = 32;

    private static final long MAX_WAIT_NANOS = Duration.ofMillis(200).toNanos();

    private final Output output;
    private final ReceivedPacket[] held = new ReceivedPacket[CAPACITY];
    private int heldCount;
    private long next = -1;
    private long highest;
    /** A packet far from the others. It is believed if the next one follows it (RFC 3550 appendix A.1). */
    private ReceivedPacket leap;

    private int lateInARow;

    public ReorderBuffer(Output output) {
        this.output = output;
    }

    /** Accepts a packet with a complete RTP header. */
    public void add(ReceivedPacket packet) {
        int sequenceNumber = sequenceNumber(packet);
        if (next < 0) {
            next = sequenceNumber + 65_536L;
            highest = next;
        }
        long extended = SequenceNumbers.extend(sequenceNumber, highest);
        if (isFar(extended)) {
            leap(packet, sequenceNumber);
            return;
        }
        leap = null;
        lateInARow = extended < next ? lateInARow + 1 : 0;
        if (lateInARow > MAX_LATE) {
            restart(extended);
            add(packet);
            return;
        }
        if (extended < next || held[slot(extended)] != null) {
            return;
        }
        highest = Math.max(highest, extended);
        held[slot(extended)] = packet;
        heldCount++;
        release();
        if (heldCount > 0 && packet.arrivalNanos() - firstHeld().arrivalNanos() > MAX_WAIT_NANOS) {
            skipGap();
        }
    }

    /** Whether packets wait for a missing one. */
    public boolean waiting() {
        return heldCount > 0;
    }

    /** Whether a packet may be a stray one. One that is missing belongs to the stream, however late it is. */
    private boolean isFar(long extended) {
        return extended >= next + CAPACITY
                || extended > highest + MAX_UNCONFIRMED_GAP
                || extended < Math.min(next, highest - MAX_MISORDER);
    }

    private void leap(ReceivedPacket packet, int sequenceNumber) {
        ReceivedPacket first = leap;
        leap = packet;
        if (first != null && sequenceNumber == (sequenceNumber(first) + 1 & 0xffff)) {
            restart(SequenceNumbers.extend(sequenceNumber(first), highest));
            add(first);
            add(packet);
        }
    }

    private static int sequenceNumber(ReceivedPacket packet) {
        return NetworkOrder.u16(packet.data(), 2);
    }

    private void restart(long extended) {
        while (heldCount > 0) {
            skipGap();
        }
        output.lost(Math.max(1, (int) Math.min(Integer.MAX_VALUE, extended - next)));
        next = (extended & 0xffff) + 65_536;
        highest = next;
        lateInARow = 0;
    }

    private void release() {
        ReceivedPacket packet = held[slot(next)];
        while (packet != null) {
            held[slot(next)] = null;
            heldCount--;
            next++;
            output.packet(packet);
            packet = held[slot(next)];
        }
    }

    private ReceivedPacket firstHeld() {
        long at = next;
        while (held[slot(at)] == null) {
            at++;
        }
        return held[slot(at)];
    }

    private void skipGap() {
        int lost = 0;
        while (held[slot(next)] == null) {
            next++;
            lost++;
        }
        output.lost(lost);
        release();
    }

    private static int slot(long extended) {
        return (int) (extended & (CAPACITY - 1));
    }
}
