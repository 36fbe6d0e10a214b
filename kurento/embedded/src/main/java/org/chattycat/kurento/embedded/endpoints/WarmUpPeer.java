package org.chattycat.kurento.embedded.endpoints;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.peer.dtls.SrtpKeys;
import org.chattycat.kurento.peer.srtp.SrtpProfile;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;

/** A publisher or viewer of the {@link WarmUp}: a peer with known keys that sends and never reads. */
final class WarmUpPeer implements AutoCloseable {
    private static final int SSRC = 7;
    private static final int PACKET_LENGTH = 1_100;
    private static final int PACKETS_PER_FRAME = 4;
    private static final int KEYFRAME_INTERVAL = 100;
    private static final int ABS_SEND_TIME_ID = 2;

    private final WebRtcTransport transport;
    private final SyntheticPeer peer;
    private final int serverSsrc;
    private final byte[] packet = new byte[PACKET_LENGTH];

    /** @param direction from this peer's point of view */
    WarmUpPeer(ForwardingMediaEngine engine, String direction, SrtpProfile profile) throws IOException, SdpException {
        byte[] material = new byte[profile.keyingMaterialLength()];
        Arrays.fill(material, (byte) 7);
        SrtpKeys keys = new SrtpKeys(profile, material);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        int[] port = new int[1];
        transport = engine.createWebRtc(new MediaTransportListener() {
            @Override
            public void iceCandidateFound(IceCandidate candidate) {
                port[0] = candidate.attribute().port();
            }
        });
        peer = new SyntheticPeer(keys, loopback);
        try {
            peer.setAnswer(transport.processOffer(peer.offer(direction)));
            transport.gatherCandidates();
            KeyInjection.inject(transport, keys);
            serverSsrc = peer.serverSsrc(1);
            peer.setServer(new InetSocketAddress(loopback, port[0]));
            peer.sendCheck();
        } catch (IOException | SdpException | RuntimeException e) {
            peer.close();
            throw e;
        }
    }

    WebRtcTransport transport() {
        return transport;
    }

    /**
     * Sends VP8 (RFC 7741 section 4.2). The first frames precede any keyframe, and every third packet has a header extension
     * (RFC 8285 section 4.2): the JVM compiles code again when it meets a case that it has not seen.
     */
    void sendRtp(int number) throws IOException {
        int frame = number / PACKETS_PER_FRAME;
        int place = number % PACKETS_PER_FRAME;
        boolean keyframe = frame % KEYFRAME_INTERVAL == KEYFRAME_INTERVAL / 2;
        boolean extended = number % 3 == 0;
        packet[0] = (byte) (extended ? 0x90 : 0x80);
        packet[1] = (byte) (place == PACKETS_PER_FRAME - 1 ? 0x80 | 96 : 96);
        NetworkOrder.put16(packet, 2, number);
        NetworkOrder.put32(packet, 4, frame * 3000);
        NetworkOrder.put32(packet, 8, SSRC);
        int payload = 12;
        if (extended) {
            NetworkOrder.put32(packet, payload, 0xbede0001);
            NetworkOrder.put32(packet, payload + 4, ABS_SEND_TIME_ID << 28 | 2 << 24 | number);
            payload += 8;
        }
        packet[payload] = (byte) (place == 0 ? 0x10 : 0);
        packet[payload + 1] = (byte) (keyframe ? 0 : 1);
        peer.sendRtp(packet, PACKET_LENGTH);
    }

    void sendReport(RtcpWriter rtcp, int number) throws IOException {
        send(rtcp.reset()
                .senderReport(SSRC, (long) number << 25, number * 3000, 1, 1)
                .sourceDescription(SSRC));
    }

    void receiveReport(RtcpWriter rtcp, int number) throws IOException {
        send(rtcp.reset()
                .receiverReport(SSRC)
                .reportBlock(serverSsrc, 0, 0, number, 0, 0, 0)
                .sourceDescription(SSRC));
    }

    private void send(RtcpWriter rtcp) throws IOException {
        peer.sendRtcp(rtcp.buffer(), rtcp.length());
    }

    @Override
    public void close() {
        transport.close();
        peer.close();
    }
}
