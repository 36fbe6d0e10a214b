package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a viewer receives while its source restarts, changes or sends garbage: one stream without a jump. */
class SourceRestartTest {
    private final List<Integer> numbers = new ArrayList<>();
    private final byte[] packet = new byte[100];
    private RtpSession publisher;

    @BeforeEach
    void connect() throws SdpException {
        publisher = VideoSessions.of("sendonly", (buffer, length) -> {});
        VideoSessions.of("recvonly", (buffer, length) -> numbers.add(NetworkOrder.u16(buffer, 2)))
                .outbound(MediaKind.VIDEO)
                .setSource(publisher.inbound(MediaKind.VIDEO));
    }

    private void receive(int ssrc, int sequenceNumber) {
        packet[0] = (byte) 0x80;
        packet[1] = (byte) (0x80 | 96);
        NetworkOrder.put16(packet, 2, sequenceNumber);
        NetworkOrder.put32(packet, 4, sequenceNumber * 3000);
        NetworkOrder.put32(packet, 8, ssrc);
        packet[12] = 0x10; // VP8, start of a partition; the payload's first byte 0 is a keyframe.
        publisher.receiveRtp(packet, 0, packet.length, System.nanoTime());
    }

    private void receive(int ssrc, int from, int count) {
        for (int i = 0; i < count; i++) {
            receive(ssrc, from + i & 0xffff);
        }
    }

    private void bye(int ssrc) {
        byte[] rtcp = new byte[16];
        NetworkOrder.put32(rtcp, 0, 0x80c90001); // An empty receiver report, which begins every compound packet.
        NetworkOrder.put32(rtcp, 4, ssrc);
        NetworkOrder.put32(rtcp, 8, 0x81cb0001);
        NetworkOrder.put32(rtcp, 12, ssrc);
        publisher.receiveRtcp(rtcp, 0, rtcp.length, System.nanoTime());
    }

    private void assertContinuous(int atLeast) {
        assertThat(numbers).hasSizeGreaterThanOrEqualTo(atLeast);
        for (int i = 1; i < numbers.size(); i++) {
            assertThat(numbers.get(i) - numbers.get(i - 1) & 0xffff)
                    .as("step %d", i)
                    .isEqualTo(1);
        }
    }

    @Test
    void restartsInEitherDirectionLoseOnePacketEach() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int at = 1000;
        for (int i = 0; i < 500; i++) {
            receive(7, at, 20);
            at = at + 3_100 + random.nextInt(0x10000 - 2 * 3_100) & 0xffff;
        }
        assertThat(numbers).as("seed %d", seed).hasSize(500 * 20 - 499);
        assertContinuous(1);
    }

    @Test
    void aSourceAfterByeIsForwardedFromItsFirstPacket() {
        receive(7, 100, 10);
        bye(7);
        receive(8, 60_000, 10);
        assertThat(numbers).hasSize(20);
        assertContinuous(20);
    }

    @Test
    void strayAndMalformedPacketsHoldNothing() {
        receive(7, 100, 10);
        receive(7, 40_000);
        receive(9, 3);
        packet[packet.length - 1] = 0;
        receive(7, 110);
        packet[0] = (byte) 0xa0; // Padding without a count.
        NetworkOrder.put16(packet, 2, 111);
        publisher.receiveRtp(packet, 0, packet.length, System.nanoTime());
        receive(7, 112, 10);
        assertThat(numbers).hasSize(22);
        assertContinuous(22);
    }
}
