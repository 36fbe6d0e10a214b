package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.chattycat.kurento.embedded.sdp.LocalSsrcs;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.NegotiatedMedia;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.embedded.sdp.SdpLimits;
import org.chattycat.kurento.embedded.sdp.WebRtcNegotiator;
import org.chattycat.kurento.rtp.Datagrams;
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

    private RtpSession session(String direction) throws SdpException {
        String offer = """
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                t=0 0
                m=video 9 UDP/TLS/RTP/SAVPF 96 97
                a=mid:0
                a=ice-ufrag:peer
                a=ice-pwd:0123456789012345678901
                a=fingerprint:sha-256 00
                a=rtcp-mux
                a=%s
                a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
                a=rtpmap:96 VP8/90000
                a=rtcp-fb:96 nack
                a=rtcp-fb:96 nack pli
                a=rtpmap:97 rtx/90000
                a=fmtp:97 apt=96
                """.formatted(direction).replace("\n", "\r\n");
        List<NegotiatedMedia> media = new WebRtcNegotiator(
                        1, "ufrag", "password", "sha-256 00", LocalSsrcs.random(), true)
                .answer(offer, new SdpLimits(0, 0))
                .media();
        PacketSender transport = new PacketSender() {
            @Override
            public boolean sendRtp(byte[] buffer, int offset, int length) {
                sent++;
                return true;
            }

            @Override
            public boolean sendRtcp(byte[] buffer, int offset, int length) {
                return true;
            }

            @Override
            public boolean isReady() {
                return true;
            }
        };
        return new RtpSession(
                transport, media, "test", false, ForwardLimits.DEFAULT, Profile.NORMAL, new byte[Datagrams.MAX_BYTES]);
    }

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
        RtpSession publisher = session("sendonly");
        for (int i = 0; i < VIEWERS; i++) {
            session("recvonly").outbound(MediaKind.VIDEO).setSource(publisher.inbound(MediaKind.VIDEO));
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
