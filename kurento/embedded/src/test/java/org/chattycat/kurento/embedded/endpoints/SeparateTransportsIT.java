package org.chattycat.kurento.embedded.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chattycat.kurento.embedded.ice.CandidateAttribute;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.embedded.io.PortRange;
import org.chattycat.kurento.embedded.router.Profile;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.OfferedMedia;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.rtcp.RtcpReader;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that do not bundle: a transport for audio and one for video, and a component for RTCP without rtcp-mux. */
class SeparateTransportsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int AUDIO = 0;
    private static final int VIDEO = 1;
    /** Both media have it: without a bundle, each transport has payload types of its own (RFC 9143 section 9.1). */
    private static final int PAYLOAD_TYPE = 96;

    private final RtpPacketView view = new RtpPacketView();
    private final RtcpReader rtcp = new RtcpReader();
    private final RtcpWriter writer = new RtcpWriter(1200, "test");
    private final List<SyntheticPeer> sockets = new ArrayList<>();
    private InetAddress loopback;
    private DtlsAssociations dtls;
    private ForwardingMediaEngine engine;

    @BeforeEach
    void open() throws IOException {
        loopback = InetAddress.getByName("127.0.0.1");
        dtls = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(PATIENCE));
        engine = ForwardingMediaEngine.open(config());
    }

    private MediaEngineConfig config() {
        return MediaEngineConfig.defaults().withAddresses(LocalAddresses.of(List.of(loopback)));
    }

    private void reopen(MediaEngineConfig config) throws IOException {
        engine.close();
        engine = ForwardingMediaEngine.open(config);
    }

    @AfterEach
    void close() {
        sockets.forEach(SyntheticPeer::close);
        engine.close();
        dtls.close();
    }

    /** The events of an endpoint with the ids of their streams and components, such as {@code 2/1 CONNECTED}. */
    private static final class Events implements MediaTransportListener {
        private final List<String> events = new CopyOnWriteArrayList<>();
        private final List<IceCandidate> candidates = new CopyOnWriteArrayList<>();

        @Override
        public void iceCandidateFound(IceCandidate candidate) {
            candidates.add(candidate);
        }

        @Override
        public void iceComponentStateChanged(int streamId, int componentId, String state) {
            events.add(streamId + "/" + componentId + " " + state);
        }

        @Override
        public void iceStreamClosed(int streamId) {
            events.add(streamId + " closed");
        }

        @Override
        public void candidatePairSelected(int streamId, int componentId, String local, String remote) {
            events.add(streamId + "/" + componentId + " pair " + local.split(" ")[5]);
        }

        @Override
        public void dtlsStateChanged(int streamId, int componentId, DtlsState state) {
            events.add(streamId + "/" + componentId + " dtls " + state);
        }

        @Override
        public void connectionStateChanged(boolean connected) {
            events.add("connection " + connected);
        }

        @Override
        public void mediaStateChanged(boolean connected) {
            events.add("media " + connected);
        }

        void await(String event) {
            Await.until(event, () -> events.contains(event), () -> events);
        }

        InetSocketAddress address(int section, int component) {
            CandidateAttribute found = candidates.stream()
                    .filter(candidate -> candidate.sdpMLineIndex() == section)
                    .map(IceCandidate::attribute)
                    .filter(candidate -> candidate.text().split(" ")[1].equals(Integer.toString(component)))
                    .findFirst()
                    .orElseThrow();
            return new InetSocketAddress(found.address(), found.port());
        }
    }

    /** An endpoint, and its peer's sockets for each section. {@code rtcp} are equal to {@code rtp} with rtcp-mux. */
    private record Party(WebRtcTransport transport, Events events, List<SyntheticPeer> rtp, List<SyntheticPeer> rtcp) {
        void send(int section, int sequence, byte... payload) throws IOException {
            byte[] packet = Rtp.packet(100 + section, sequence, sequence * 3000, PAYLOAD_TYPE, payload);
            rtp.get(section).sendRtp(packet, packet.length);
        }

        void sendVideo(int sequence, boolean keyframe) throws IOException {
            byte[] packet = Rtp.vp8(100 + VIDEO, sequence, sequence * 3000, keyframe);
            rtp.get(VIDEO).sendRtp(packet, packet.length);
        }
    }

    private static String offer(SyntheticPeer peer, String direction) {
        return peer.offer(direction)
                .replace("a=group:BUNDLE 0 1\r\n", "")
                .replace("RTP/SAVPF 111", "RTP/SAVPF " + PAYLOAD_TYPE)
                .replace("rtpmap:111", "rtpmap:" + PAYLOAD_TYPE);
    }

    private Party join(String direction, boolean rtcpMux) throws Exception {
        Events events = new Events();
        WebRtcTransport transport = engine.createWebRtc(events);
        String offer = offer(socket(), direction);
        String answer = transport.processOffer(rtcpMux ? offer : offer.replace("a=rtcp-mux\r\n", ""));
        transport.gatherCandidates();
        List<SyntheticPeer> rtp = new ArrayList<>();
        List<SyntheticPeer> rtcp = new ArrayList<>();
        for (int section = AUDIO; section <= VIDEO; section++) {
            rtp.add(connect(section(answer, section), events.address(section, 1)));
            rtcp.add(rtcpMux ? rtp.get(section) : connect(section(answer, section), events.address(section, 2)));
        }
        events.await("media true");
        return new Party(transport, events, rtp, rtcp);
    }

    private SyntheticPeer socket() throws IOException {
        SyntheticPeer peer = new SyntheticPeer(dtls, loopback);
        sockets.add(peer);
        return peer;
    }

    private SyntheticPeer connect(String description, InetSocketAddress server) throws IOException {
        SyntheticPeer peer = socket();
        peer.connect(description, server, PATIENCE);
        return peer;
    }

    /** The description with one of its sections only. */
    private static String section(String description, int index) {
        String[] parts = description.split("(?m)^(?=m=)");
        return parts[0] + parts[1 + index];
    }

    /** Waits for an RTP packet. @return the number at the end of its payload */
    private int next(SyntheticPeer peer) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            int length = peer.receive(Duration.ofMillis(200));
            byte[] bytes = peer.received();
            if (length > 0 && !RtcpType.isRtcp(bytes[1]) && view.wrap(bytes, 0, length)) {
                return NetworkOrder.u16(bytes, view.payloadOffset() + view.payloadLength() - 2);
            }
        }
        throw new AssertionError("no RTP came");
    }

    /** Sends a report to the server, which passes it on to its viewers. */
    private void report(Party publisher, int section) throws IOException {
        writer.reset().senderReport(100 + section, 1L << 32, 3000, 1, 1).sourceDescription(100 + section);
        publisher.rtcp.get(section).sendRtcp(writer.buffer(), writer.length());
    }

    private void awaitSenderReport(SyntheticPeer peer, int ssrc) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            int length = peer.receive(Duration.ofMillis(200));
            if (length > 0 && RtcpType.isRtcp(peer.received()[1])) {
                rtcp.wrap(peer.received(), 0, length);
                while (rtcp.next()) {
                    if (rtcp.isSenderReport() && rtcp.senderSsrc() == ssrc) {
                        return;
                    }
                }
            }
        }
        throw new AssertionError("no sender report came");
    }

    private static void connect(Party publisher, Party viewer) {
        publisher.transport.connect(viewer.transport, MediaKind.AUDIO);
        publisher.transport.connect(viewer.transport, MediaKind.VIDEO);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void audioAndVideoTravelApart(boolean kurentoLimits) throws Exception {
        reopen(config().withProfile(kurentoLimits ? Profile.KURENTO_LIMITS : Profile.NORMAL));
        Party publisher = join("sendonly", true);
        Party viewer = join("recvonly", true);
        connect(publisher, viewer);

        assertThat(viewer.events.candidates).extracting(IceCandidate::sdpMid).containsExactly("0", "1");
        assertThat(viewer.events.address(AUDIO, 1)).isNotEqualTo(viewer.events.address(VIDEO, 1));
        assertThat(viewer.events.events)
                .contains("1/1 READY", "2/1 READY", "1/1 dtls CONNECTED", "2/1 dtls CONNECTED")
                .contains("1/1 pair " + viewer.events.address(AUDIO, 1).getPort())
                .contains("2/1 pair " + viewer.events.address(VIDEO, 1).getPort())
                .containsSubsequence("1/1 CONNECTED", "2/1 CONNECTED", "connection true", "media true");

        publisher.sendVideo(7, true);
        assertThat(next(viewer.rtp.get(VIDEO))).isEqualTo(7);
        assertThat(view.ssrc()).isEqualTo(viewer.rtp.get(VIDEO).serverSsrc(0));
        publisher.send(AUDIO, 8, (byte) 1, (byte) 0, (byte) 8);
        assertThat(next(viewer.rtp.get(AUDIO))).isEqualTo(8);
        assertThat(view.ssrc()).isEqualTo(viewer.rtp.get(AUDIO).serverSsrc(0));
        assertThat(view.ssrc()).isNotEqualTo(viewer.rtp.get(VIDEO).serverSsrc(0));
        report(publisher, AUDIO);
        awaitSenderReport(viewer.rtp.get(AUDIO), viewer.rtp.get(AUDIO).serverSsrc(0));

        for (Party party : List.of(publisher, viewer)) {
            assertThat(party.transport.streamStats())
                    .extracting(RtpStreamStats::kind, RtpStreamStats::packets)
                    .containsExactly(tuple(MediaKind.AUDIO, 1L), tuple(MediaKind.VIDEO, 1L));
        }
    }

    @Test
    void withoutRtcpMuxRtcpHasAComponentOfItsOwn() throws Exception {
        Party publisher = join("sendonly", false);
        Party viewer = join("recvonly", false);
        connect(publisher, viewer);
        for (String event : List.of("1/2 READY", "2/2 READY", "2/2 dtls CONNECTED", "connection true")) {
            viewer.events.await(event);
        }

        publisher.sendVideo(7, true);
        assertThat(next(viewer.rtp.get(VIDEO))).isEqualTo(7);
        int sequence = view.sequenceNumber();
        int ssrc = view.ssrc();
        report(publisher, VIDEO);
        awaitSenderReport(viewer.rtcp.get(VIDEO), ssrc);
        writer.reset().receiverReport(1).nack(1, ssrc, new int[] {sequence}, 1);
        viewer.rtcp.get(VIDEO).sendRtcp(writer.buffer(), writer.length());
        next(viewer.rtp.get(VIDEO));
        assertThat(view.payloadType()).as("RTX").isEqualTo(97);
    }

    @Test
    void theLossOfOneTransportLeavesTheOther() throws Exception {
        Party publisher = join("sendonly", true);
        Party viewer = join("recvonly", true);
        connect(publisher, viewer);
        viewer.rtp.get(VIDEO).sendCloseNotify();
        viewer.events.await("media false");
        assertThat(viewer.events.events).contains("2/1 dtls CLOSED").doesNotContain("1/1 dtls CLOSED");
        publisher.send(AUDIO, 8, (byte) 1, (byte) 0, (byte) 8);
        assertThat(next(viewer.rtp.get(AUDIO))).isEqualTo(8);
    }

    @Test
    void consentIsThatOfEachTransport() throws Exception {
        reopen(config().withTimeouts(Duration.ofSeconds(2), DtlsTimeouts.of(PATIENCE)));
        Party viewer = join("recvonly", true);
        Await.until("video has no consent any more", () -> {
            try {
                viewer.rtp.get(AUDIO).sendCheck();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return viewer.events.events.contains("2/1 DISCONNECTED");
        });
        assertThat(viewer.events.events)
                .containsSubsequence("media true", "2/1 DISCONNECTED", "media false", "connection false")
                .doesNotContain("1/1 DISCONNECTED");
        viewer.rtp.get(VIDEO).check(viewer.events.address(VIDEO, 1), PATIENCE);
        Await.until(
                "media is connected again",
                () -> viewer.events.events.lastIndexOf("media true") > viewer.events.events.indexOf("media false"));
    }

    @Test
    void aReleasedEndpointFreesItsPorts() throws Exception {
        Party viewer = join("recvonly", false);
        viewer.transport.close();
        for (InetSocketAddress address : List.of(
                viewer.events.address(AUDIO, 2), viewer.events.address(VIDEO, 1), viewer.events.address(VIDEO, 2))) {
            awaitFree(address);
        }
    }

    private static void awaitFree(InetSocketAddress address) {
        Await.until(address + " is free", () -> {
            try {
                new DatagramSocket(address).close();
                return true;
            } catch (SocketException e) {
                return false;
            }
        });
    }

    @Test
    void withoutAFreePortTheSecondSectionIsRefused() throws Exception {
        int port;
        try (DatagramSocket probe = new DatagramSocket(0, loopback)) {
            port = probe.getLocalPort();
        }
        reopen(config().withPorts(new PortRange(port, port), PortRange.ANY));
        WebRtcTransport transport = engine.createWebRtc(new Events());
        String answer = transport.processOffer(offer(socket(), "sendonly"));
        assertThat(answer).contains("m=audio 1 ", "m=video 0 ");
    }

    /** The answering side does not bundle, so that each of the offer's transports is used. */
    @Test
    void anOfferOfThisServerIsAnsweredWithoutABundle() throws Exception {
        Party publisher = join("sendonly", true);
        Party viewer = join("recvonly", true);
        Events offering = new Events();
        Events answering = new Events();
        WebRtcTransport sender = engine.createWebRtc(offering);
        WebRtcTransport receiver = engine.createWebRtc(answering);
        for (MediaKind kind : List.of(MediaKind.AUDIO, MediaKind.VIDEO)) {
            publisher.transport.connect(sender, kind);
            receiver.connect(viewer.transport, kind);
        }
        String offer = sender.generateOffer(OfferedMedia.ALL);
        assertThat(offer.lines().filter(line -> line.startsWith("a=ice-ufrag:")).distinct())
                .as("GStreamer refuses different credentials in a bundle")
                .hasSize(1);
        assertThat(offer.lines().filter(line -> line.startsWith("a=ice-ufrag:")).distinct())
                .as("GStreamer refuses different credentials in a bundle")
                .hasSize(1);
        String answer = receiver.processOffer(offer.replaceAll("a=group:.*\r\n", ""));
        assertThat(answer).doesNotContain("a=group");
        sender.processAnswer(answer);
        sender.gatherCandidates();
        receiver.gatherCandidates();
        offering.candidates.forEach(receiver::addIceCandidate);
        answering.candidates.forEach(sender::addIceCandidate);
        offering.await("media true");
        answering.await("media true");
        assertThat(offering.events).contains("1/1 CONNECTED", "2/1 CONNECTED");
        publisher.sendVideo(7, true);
        assertThat(next(viewer.rtp.get(VIDEO))).isEqualTo(7);
        publisher.send(AUDIO, 8, (byte) 1, (byte) 0, (byte) 8);
        assertThat(next(viewer.rtp.get(AUDIO))).isEqualTo(8);
    }

    @Test
    void theTransportsOfAnOfferThatTheAnswerBundlesAreClosed() throws Exception {
        Events events = new Events();
        WebRtcTransport transport = engine.createWebRtc(events);
        String offer = transport.generateOffer(OfferedMedia.ALL);
        transport.gatherCandidates();
        InetSocketAddress unused = events.address(VIDEO, 1);
        WebRtcTransport other = engine.createWebRtc(new Events());
        transport.processAnswer(other.processOffer(offer));
        events.await("2 closed");
        awaitFree(unused);
        assertThat(transport.candidates())
                .extracting(IceCandidate::sdpMLineIndex)
                .containsExactly(AUDIO, VIDEO);
        assertThat(transport.candidates())
                .extracting(candidate -> candidate.attribute().port())
                .containsOnly(events.address(AUDIO, 1).getPort());
    }
}
