package org.chattycat.kurento.embedded.recording;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.embedded.ice.CandidateAttribute;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.rtcp.RtcpReader;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;
import org.chattycat.kurento.rtp.vp8.Vp8Packetizer;
import org.kurento.client.MediaState;
import org.kurento.client.RTCInboundRTPStreamStats;
import org.kurento.client.WebRtcEndpoint;

/** A peer that publishes audio and video with timestamps that the test chooses. */
final class MediaPublisher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int VIDEO_SSRC = 0x1111;
    private static final int AUDIO_SSRC = 0x2222;
    private static final int AUDIO_TYPE = 111;
    /** Any time of this century. */
    private static final long NTP_SECONDS = 4_000_000_000L;

    private final DtlsAssociations dtls = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(PATIENCE));
    private final SyntheticPeer peer;
    private final WebRtcEndpoint endpoint;
    private final Vp8Packetizer packetizer = new Vp8Packetizer(VIDEO_SSRC, 65_500);
    private final RtcpWriter writer = new RtcpWriter(500, "publisher");
    private final RtcpReader reader = new RtcpReader();
    private int audioSequence = 65_500;
    private long sent;

    MediaPublisher(WebRtcEndpoint endpoint) throws Exception {
        this.endpoint = endpoint;
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        peer = new SyntheticPeer(dtls, loopback);
        CompletableFuture<String> candidate = new CompletableFuture<>();
        endpoint.addIceCandidateFoundListener(event -> {
            if (event.getCandidate().getCandidate().contains(" 127.0.0.1 ")) {
                candidate.complete(event.getCandidate().getCandidate());
            }
        });
        endpoint.setNetworkInterfaces("lo");
        String answer = endpoint.processOffer(peer.offer("sendonly"));
        endpoint.gatherCandidates();
        CandidateAttribute server = CandidateAttribute.parse(candidate.get(20, TimeUnit.SECONDS));
        peer.connect(answer, new InetSocketAddress(server.address(), server.port()), PATIENCE);
        awaitReady();
    }

    /** The peer has its keys a moment before the server has them, which drops what arrives until then. */
    private void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (endpoint.getMediaState() != MediaState.CONNECTED) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("the server has no keys");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** A frame with a valid beginning and random bytes after it, of several packets or of one. */
    static byte[] vp8(Random random, boolean keyframe) {
        byte[] frame = new byte[20 + random.nextInt(4_000)];
        random.nextBytes(frame);
        frame[0] = (byte) (keyframe ? frame[0] & ~1 : frame[0] | 1);
        if (keyframe) {
            frame[3] = (byte) 0x9d;
            frame[4] = 0x01;
            frame[5] = 0x2a;
            NetworkOrder.put16(frame, 6, 0x8002); // 640 pixels, in the order of VP8.
            NetworkOrder.put16(frame, 8, 0x6801); // 360 pixels.
        }
        return frame;
    }

    void video(byte[] frame, int timestamp) throws IOException {
        video(frame, timestamp, -1);
    }

    /** @param lost number of the frame's packet that is not sent */
    void video(byte[] frame, int timestamp, int lost) throws IOException {
        int number = 0;
        for (byte[] packet : packetizer.packets(frame, timestamp)) {
            if (number++ != lost) {
                send(packet);
            }
        }
    }

    void audio(byte[] opus, int timestamp) throws IOException {
        byte[] packet = new byte[12 + opus.length];
        packet[0] = (byte) 0x80;
        packet[1] = AUDIO_TYPE;
        NetworkOrder.put16(packet, 2, audioSequence++);
        NetworkOrder.put32(packet, 4, timestamp);
        NetworkOrder.put32(packet, 8, AUDIO_SSRC);
        System.arraycopy(opus, 0, packet, 12, opus.length);
        send(packet);
    }

    private void send(byte[] packet) throws IOException {
        peer.sendRtp(packet, packet.length);
        sent++;
    }

    /** Says that these timestamps belong to one instant. Both sources must have sent something before. */
    void senderReports(int videoTimestamp, int audioTimestamp) throws IOException {
        report(VIDEO_SSRC, videoTimestamp);
        report(AUDIO_SSRC, audioTimestamp);
    }

    private void report(int ssrc, int timestamp) throws IOException {
        writer.reset().senderReport(ssrc, NTP_SECONDS << 32, timestamp, 1, 1).sourceDescription(ssrc);
        peer.sendRtcp(writer.buffer(), writer.length());
    }

    /** Waits until the server has received every packet. */
    void awaitReceived() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (received() < sent) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("the server received " + received() + " of " + sent + " packets");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private long received() {
        return endpoint.getStats().values().stream()
                .filter(RTCInboundRTPStreamStats.class::isInstance)
                .mapToLong(stats -> ((RTCInboundRTPStreamStats) stats).getPacketsReceived())
                .sum();
    }

    /** Reads what has arrived. @return whether the server asks for a keyframe */
    boolean keyframeRequested(Duration within) throws IOException {
        int length = peer.receive(within);
        boolean asked = false;
        if (length > 0 && RtcpType.isRtcp(peer.received()[1])) {
            reader.wrap(peer.received(), 0, length);
            while (reader.next()) {
                asked |= reader.isPli() || reader.isFir();
            }
        }
        return asked;
    }

    void awaitKeyframeRequest() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!keyframeRequested(Duration.ofMillis(200))) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("no keyframe was requested");
            }
        }
    }

    @Override
    public void close() {
        peer.close();
        dtls.close();
    }
}
