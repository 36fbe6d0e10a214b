package org.chattycat.kurento.embedded.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.embedded.router.Bandwidth;
import org.chattycat.kurento.embedded.router.Profile;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;
import org.chattycat.kurento.rtp.rtcp.RtcpReader;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that {@code Profile.KURENTO_LIMITS} has the limits of a real Kurento. */
class KurentoLimitsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SSRC = 0x1234;
    private static final long DEFAULT_LIMIT = 500_000;

    private final RtcpReader rtcp = new RtcpReader();
    private final RtcpWriter writer = new RtcpWriter(1200, "test");
    private DtlsAssociations dtls;
    private ForwardingMediaEngine engine;
    private InetAddress loopback;
    private int sequence;

    @BeforeEach
    void open() throws IOException {
        loopback = InetAddress.getByName("127.0.0.1");
        dtls = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(PATIENCE));
        engine = ForwardingMediaEngine.open(MediaEngineConfig.defaults()
                .withAddresses(LocalAddresses.of(List.of(loopback)))
                .withProfile(Profile.KURENTO_LIMITS));
    }

    @AfterEach
    void close() {
        engine.close();
        dtls.close();
    }

    private record Party(SyntheticPeer peer, WebRtcTransport transport, String answer) {}

    private Party join(String direction, Bandwidth limits) throws Exception {
        RecordingListener listener = new RecordingListener();
        WebRtcTransport transport = engine.createWebRtc(listener);
        if (limits != null) {
            transport.setBandwidth(limits);
        }
        SyntheticPeer peer = new SyntheticPeer(dtls, loopback);
        String answer = transport.processOffer(peer.offer(direction));
        transport.gatherCandidates();
        peer.connect(answer, SyntheticCallIT.address(listener), PATIENCE);
        Await.until("media is connected", () -> listener.events().contains("media true"), listener::events);
        return new Party(peer, transport, answer);
    }

    private static Bandwidth upTo(int maxVideoSendKbps) {
        return new Bandwidth(0, 0, maxVideoSendKbps, 0, 0);
    }

    /** Waits for RTCP that satisfies the condition, while media continues. */
    private void awaitRtcp(Party publisher, String what, Predicate<RtcpReader> wanted) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (seesRtcp(publisher, wanted)) {
                return;
            }
        }
        throw new AssertionError("no RTCP came: " + what);
    }

    private boolean seesRtcp(Party publisher, Predicate<RtcpReader> wanted) throws IOException {
        sequence++;
        byte[] packet = Rtp.vp8(SSRC, sequence, sequence * 3000, sequence == 1);
        publisher.peer.sendRtp(packet, packet.length);
        int length = publisher.peer.receive(Duration.ofMillis(20));
        if (length > 0 && RtcpType.isRtcp(publisher.peer.received()[1])) {
            rtcp.wrap(publisher.peer.received(), 0, length);
            while (rtcp.next()) {
                if (wanted.test(rtcp)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void onlyRequestKeyframeRequestsKeyframes() throws Exception {
        Party publisher = join("sendonly", null);
        Party viewer = join("recvonly", null);
        publisher.transport.connect(viewer.transport, MediaKind.VIDEO);
        Predicate<RtcpReader> asksForKeyframe = message -> message.isPli() || message.isFir();
        int reports = 0;
        while (reports < 3) {
            writer.reset().receiverReport(1).pli(1, viewer.peer.serverSsrc(1));
            viewer.peer.sendRtcp(writer.buffer(), writer.length());
            writer.reset().receiverReport(1).fir(1, viewer.peer.serverSsrc(1), reports);
            viewer.peer.sendRtcp(writer.buffer(), writer.length());
            boolean[] asked = new boolean[1];
            // Reports are sent every second, so earlier messages of the server have arrived before this one.
            awaitRtcp(publisher, "a report", message -> {
                asked[0] |= asksForKeyframe.test(message);
                return message.isRemb();
            });
            assertThat(asked[0])
                    .as("a viewer's PLI, FIR or joining reached the publisher")
                    .isFalse();
            reports++;
        }
        viewer.transport.requestKeyframe();
        awaitRtcp(publisher, "a keyframe request", asksForKeyframe);
    }

    @Test
    @DisplayName("a viewer without a limit holds the publisher at the default for all")
    void aViewerWithoutLimitSlowsAllViewers() throws Exception {
        Party publisher = join("sendonly", null);
        Party fast = join("recvonly", upTo(2_500));
        publisher.transport.connect(fast.transport, MediaKind.VIDEO);
        awaitRtcp(publisher, "a rate as was set", message -> message.isRemb() && message.rembBitrate() > 2_400_000);
        Party careless = join("recvonly", null);
        publisher.transport.connect(careless.transport, MediaKind.VIDEO);
        awaitRtcp(publisher, "the default", message -> message.isRemb() && isAbout(message, DEFAULT_LIMIT));
    }

    @Test
    void theSlowestViewerSetsTheRateForAll() throws Exception {
        Party publisher = join("sendonly", null);
        for (int viewer = 0; viewer < 4; viewer++) {
            Party party = join("recvonly", upTo(2_500));
            publisher.transport.connect(party.transport, MediaKind.VIDEO);
            writer.reset().receiverReport(1).remb(1, viewer == 2 ? 120_000 : 2_000_000, party.peer.serverSsrc(1));
            party.peer.sendRtcp(writer.buffer(), writer.length());
        }
        awaitRtcp(publisher, "the lowest rate", message -> message.isRemb() && isAbout(message, 120_000));
    }

    @Test
    void aTapWithoutBandwidthReportsLimitsNobody() throws Exception {
        Party publisher = join("sendonly", null);
        Party viewer = join("recvonly", upTo(2_500));
        publisher.transport.connect(viewer.transport, MediaKind.VIDEO);
        SdpTransport tap = engine.createRtp(new RecordingListener(), false);
        tap.processOffer("""
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=video 9 RTP/AVPF 96
                a=rtpmap:96 VP8/90000
                a=rtcp-fb:96 nack
                a=rtcp-fb:96 nack pli
                a=recvonly
                """);
        publisher.transport.connect(tap, MediaKind.VIDEO);
        for (int reports = 0; reports < 2; reports++) {
            awaitRtcp(publisher, "a rate", RtcpReader::isRemb);
            assertThat(rtcp.rembBitrate()).isGreaterThan(2_400_000);
        }
    }

    @Test
    void noRetransmissionStreamIsNegotiated() throws Exception {
        for (String direction : new String[] {"sendonly", "recvonly"}) {
            assertThat(join(direction, null).answer).contains("VP8/90000").doesNotContain("rtx", "FID");
        }
    }

    /** REMB carries 18 significant bits. */
    private static boolean isAbout(RtcpReader message, long bitsPerSecond) {
        return Math.abs(message.rembBitrate() - bitsPerSecond) <= bitsPerSecond / 1000;
    }
}
