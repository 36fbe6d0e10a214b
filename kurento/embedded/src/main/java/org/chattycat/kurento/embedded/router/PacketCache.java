package org.chattycat.kurento.embedded.router;

import java.util.Arrays;
import org.chattycat.kurento.rtp.RtpPacketView;

/**
 * The latest packets of a stream by extended sequence number, for retransmission. Each slot is allocated once, at its
 * first use.
 */
final class PacketCache {
    /** No packet on an Ethernet path is longer. A longer packet is forwarded but not kept. */
    private static final int MAX_PACKET = 1500;

    private final byte[][] packets;
    private final int[] lengths;
    private final long[] sequences;
    private final long[] arrivals;

    /** @param capacity number of packets, a power of two */
    PacketCache(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity must be a power of two");
        }
        packets = new byte[capacity][];
        lengths = new int[capacity];
        sequences = new long[capacity];
        arrivals = new long[capacity];
        clear();
    }

    int capacity() {
        return packets.length;
    }

    void clear() {
        Arrays.fill(sequences, Long.MIN_VALUE);
    }

    private int slot(long sequence) {
        return (int) sequence & packets.length - 1;
    }

    boolean contains(long sequence) {
        return sequences[slot(sequence)] == sequence;
    }

    /** @return false if the packet is too long to be kept */
    boolean put(long sequence, RtpPacketView packet, long arrivalNanos) {
        if (packet.length() > MAX_PACKET) {
            return false;
        }
        int slot = slot(sequence);
        if (packets[slot] == null) {
            packets[slot] = new byte[MAX_PACKET];
        }
        System.arraycopy(packet.buffer(), packet.offset(), packets[slot], 0, packet.length());
        lengths[slot] = packet.length();
        sequences[slot] = sequence;
        arrivals[slot] = arrivalNanos;
        return true;
    }

    /**
     * Points the view at the packet.
     *
     * @return false if the packet is no longer kept
     */
    boolean get(long sequence, RtpPacketView view) {
        int slot = slot(sequence);
        return sequences[slot] == sequence && view.wrap(packets[slot], 0, lengths[slot]);
    }

    /** When a packet that is kept arrived, on the clock of {@link System#nanoTime}. */
    long arrivalNanos(long sequence) {
        return arrivals[slot(sequence)];
    }
}
