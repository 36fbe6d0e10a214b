package org.chattycat.kurento.embedded.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plain RTP peer whose description says {@code a=direction:active} gets media where its packets come from. */
class ActiveRtpPeerIT {
    private static final int PATIENCE_MS = 5_000;
    private static final Pattern PORT = Pattern.compile("m=video (\\d+) ");

    private InetAddress loopback;
    private ForwardingMediaEngine engine;
    private DatagramSocket camera;
    private DatagramSocket peer;
    private DatagramSocket peerRtcp;
    private int sequence;

    @BeforeEach
    void open() throws IOException {
        loopback = InetAddress.getByName("127.0.0.1");
        engine = ForwardingMediaEngine.open(
                MediaEngineConfig.defaults().withAddresses(LocalAddresses.of(List.of(loopback))));
        camera = new DatagramSocket(0, loopback);
        peer = new DatagramSocket(0, loopback);
        peerRtcp = new DatagramSocket(0, loopback);
    }

    @AfterEach
    void close() {
        engine.close();
        camera.close();
        peer.close();
        peerRtcp.close();
    }

    /** Of a peer that does not know the address at which it can be reached, as behind a NAT. */
    private static String offer(String direction, String more) {
        return """
                v=0
                o=- 1 1 IN IP4 192.0.2.1
                s=-
                c=IN IP4 192.0.2.1
                t=0 0
                m=video 9 RTP/AVPF 96
                a=rtpmap:96 VP8/90000
                a=rtcp-fb:96 nack pli
                a=%s
                %s""".formatted(direction, more).replace("\n", "\r\n");
    }

    private static int port(String answer) {
        Matcher matcher = PORT.matcher(answer);
        assertThat(matcher.find()).as(answer).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private void send(DatagramSocket from, byte[] packet, int to) throws IOException {
        from.send(new DatagramPacket(packet, packet.length, loopback, to));
    }

    private void film(int port) {
        try {
            sequence++;
            send(camera, Rtp.vp8(7, sequence, sequence * 3000, true), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        socket.setSoTimeout(PATIENCE_MS);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Test
    void mediaGoesToWhereThePeerSendsFrom() throws Exception {
        SdpTransport source = engine.createRtp(new MediaTransportListener() {}, false);
        int cameraPort = port(source.processOffer(offer("sendonly", "a=direction:active\n")));
        RecordingListener listener = new RecordingListener();
        SdpTransport sink = engine.createRtp(listener, false);
        String answer = sink.processOffer(offer("recvonly", "a=direction:active\n"));
        assertThat(answer).contains("a=direction:passive");
        source.connect(sink, MediaKind.VIDEO);
        film(cameraPort);
        Await.until("flow", () -> source.isFlowingOut(MediaKind.VIDEO));
        assertThat(sink.isFlowingIn(MediaKind.VIDEO)).isFalse();

        send(peer, new byte[40], port(answer)); // No RTP.
        send(peer, Rtp.vp8(9, 1, 1, false), port(answer));
        Await.until("flow to the peer", () -> {
            film(cameraPort);
            return sink.isFlowingIn(MediaKind.VIDEO);
        });
        byte[] packet = receive(peer);
        assertThat(packet[1] & 0x7f).isEqualTo(96);

        RtcpWriter report = new RtcpWriter(200, "peer").receiverReport(9).sourceDescription(9);
        byte[] rtcp = Arrays.copyOf(report.buffer(), report.length());
        send(peerRtcp, rtcp, port(answer) + 1);
        assertThat(RtcpType.isRtcp(receive(peerRtcp)[1])).isTrue();
    }

    @Test
    void aPeerThatNeverSendsGetsNothing() throws Exception {
        SdpTransport source = engine.createRtp(new MediaTransportListener() {}, false);
        int cameraPort = port(source.processOffer(offer("sendonly", "")));
        SdpTransport sink = engine.createRtp(new MediaTransportListener() {}, false);
        sink.processOffer(offer("recvonly", "a=direction:active\n")
                .replace("192.0.2.1", "127.0.0.1")
                .replace("video 9 ", "video " + peer.getLocalPort() + " "));
        source.connect(sink, MediaKind.VIDEO);
        peer.setSoTimeout(300);
        film(cameraPort);
        Await.until("flow", () -> source.isFlowingOut(MediaKind.VIDEO));
        assertThatThrownBy(() -> peer.receive(new DatagramPacket(new byte[9], 9)))
                .isInstanceOf(SocketTimeoutException.class);
    }
}
