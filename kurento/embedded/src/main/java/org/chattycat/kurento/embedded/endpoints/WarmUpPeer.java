package org.chattycat.kurento.embedded.endpoints;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chattycat.kurento.peer.dtls.SrtpKeys;
import org.chattycat.kurento.peer.srtp.SrtpProfile;
import org.chattycat.kurento.peer.srtp.SrtpSession;
import org.chattycat.kurento.peer.stun.StunCheck;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;

/** Publishes or views in a {@link WarmUp}: a socket that sends and never reads, with keys that both sides know. */
final class WarmUpPeer implements AutoCloseable {
    private static final String UFRAG = "peer";
    private static final int SSRC = 7;
    private static final int PACKET_LENGTH = 1_100;
    private static final int PACKETS_PER_FRAME = 4;
    private static final int KEYFRAME_INTERVAL = 100;
    private static final int ABS_SEND_TIME_ID = 2;
    private static final String OFFER = """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            t=0 0
            m=video 9 UDP/TLS/RTP/SAVPF 96 97
            c=IN IP4 0.0.0.0
            a=mid:0
            a=ice-ufrag:%s
            a=ice-pwd:0123456789012345678901
            a=fingerprint:sha-256 00
            a=setup:actpass
            a=rtcp-mux
            a=%s
            a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
            a=rtpmap:96 VP8/90000
            a=rtcp-fb:96 goog-remb
            a=rtcp-fb:96 nack
            a=rtcp-fb:96 nack pli
            a=rtpmap:97 rtx/90000
            a=fmtp:97 apt=96
            """.replace("\n", "\r\n");

    private final WebRtcTransport transport;
    private final int serverSsrc;
    private final SrtpSession srtp;
    private final SocketAddress server;
    private final DatagramSocket socket;
    private final byte[] packet = new byte[PACKET_LENGTH + SrtpSession.MAX_GROWTH];

    /** @param port of the server, on loopback */
    WarmUpPeer(WebRtcTransport transport, String answer, int port, SrtpProfile profile) throws IOException {
        this.transport = transport;
        byte[] material = new byte[profile.keyingMaterialLength()];
        Arrays.fill(material, (byte) 7);
        KeyInjection.inject(transport, new SrtpKeys(profile, material));
        srtp = new SrtpSession(profile, material, false);
        serverSsrc = Integer.parseUnsignedInt(attribute(answer, "ssrc"));
        InetAddress loopback = InetAddress.getLoopbackAddress();
        server = new InetSocketAddress(loopback, port);
        byte[] check = StunCheck.write(attribute(answer, "ice-ufrag"), UFRAG, attribute(answer, "ice-pwd"));
        socket = new DatagramSocket(0, loopback);
        socket.send(new DatagramPacket(check, check.length, server));
    }

    /** @param direction as this peer sees it */
    static String offer(String direction) {
        return OFFER.formatted(UFRAG, direction);
    }

    private static String attribute(String sdp, String name) {
        Matcher matcher = Pattern.compile("(?m)^a=" + name + ":(\\S+)").matcher(sdp);
        if (!matcher.find()) {
            throw new IllegalStateException("the answer has no " + name);
        }
        return matcher.group(1);
    }

    WebRtcTransport transport() {
        return transport;
    }

    /**
     * VP8 (RFC 7741 section 4.2), the first frames before any keyframe, every third packet with a header extension (RFC 8285
     * section 4.2): code that was compiled without having seen such a thing is compiled anew when it comes.
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
        send(packet, srtp.protectRtp(packet, 0, PACKET_LENGTH));
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
        send(rtcp.buffer(), srtp.protectRtcp(rtcp.buffer(), 0, rtcp.length()));
    }

    private void send(byte[] bytes, int length) throws IOException {
        socket.send(new DatagramPacket(bytes, length, server));
    }

    @Override
    public void close() {
        transport.close();
        socket.close();
    }
}
