package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.chattycat.kurento.rtp.RtpPacketView;
import org.junit.jupiter.api.Test;

class PacketCacheTest {
    private final PacketCache cache = new PacketCache(4);
    private final RtpPacketView view = new RtpPacketView();

    private void put(long sequence, int length) {
        byte[] packet = new byte[length];
        packet[0] = (byte) 0x80;
        packet[3] = (byte) sequence;
        assertThat(view.wrap(packet, 0, length)).isTrue();
        cache.put(sequence, view, 0);
    }

    @Test
    void returnsPacketsThatAreStillKept() {
        for (long sequence = 10; sequence < 15; sequence++) {
            put(sequence, 20 + (int) sequence);
        }
        assertThat(cache.get(10, view)).as("overwritten").isFalse();
        assertThat(cache.get(14, view)).isTrue();
        assertThat(view.sequenceNumber()).isEqualTo(14);
        assertThat(view.length()).isEqualTo(34);
        assertThat(cache.contains(15)).isFalse();
        cache.clear();
        assertThat(cache.contains(14)).isFalse();
    }

    @Test
    void doesNotKeepPacketsThatAreTooLong() {
        put(1, 1501);
        assertThat(cache.contains(1)).isFalse();
    }
}
