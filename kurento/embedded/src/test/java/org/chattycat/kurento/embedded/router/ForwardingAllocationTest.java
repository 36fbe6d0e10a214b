package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.junit.jupiter.api.Test;

/** Covers the path from a decrypted packet to the packets for its viewers, without the JDK's ciphers and sockets. */
class ForwardingAllocationTest {
    private static final int VIEWERS = 5;
    /** Fills every slot of the retransmission buffer. */
    private static final int WARM_UP = 3_000;

    private static final int PACKETS = 20_000;

    private final byte[] packet = new byte[1100];
    private int sent;

    private void receive(RtpSession publisher, int number) {
        boolean keyframe = number % 100 == 0;
        packet[0] = (byte) 0x80;
        packet[1] = (byte) (0x80 | 96);
        NetworkOrder.put16(packet, 2, number & 0xffff);
        NetworkOrder.put32(packet, 4, number * 3000);
        NetworkOrder.put32(packet, 8, 7);
        packet[12] = (byte) 0x90;
        packet[13] = (byte) 0x80;
        NetworkOrder.put16(packet, 14, 0x8000 | number & 0x7fff);
        packet[16] = (byte) (keyframe ? 0 : 1);
        publisher.receiveRtp(packet, 0, 1050, System.nanoTime());
    }

    @Test
    void forwardingAllocatesNothingPerPacket() throws SdpException {
        RtpSession publisher = VideoSessions.of("sendonly", (buffer, length) -> {});
        for (int i = 0; i < VIEWERS; i++) {
            VideoSessions.of("recvonly", (buffer, length) -> sent++)
                    .outbound(MediaKind.VIDEO)
                    .setSource(publisher.inbound(MediaKind.VIDEO));
        }
        int number = 0;
        while (number < WARM_UP) {
            receive(publisher, number++);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        int sentBefore = sent;
        long before = threads.getThreadAllocatedBytes(thread);
        while (number < WARM_UP + PACKETS) {
            receive(publisher, number++);
        }
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(sent - sentBefore).isEqualTo(PACKETS * VIEWERS);
        assertThat(allocated)
                .as("bytes for %d packets to %d viewers", PACKETS, VIEWERS)
                .isLessThan(PACKETS);
    }
}
