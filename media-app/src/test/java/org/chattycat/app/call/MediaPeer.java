package org.chattycat.app.call;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import tools.jackson.databind.JsonNode;

/** The media of one publication or view of a page: real ICE, DTLS and SRTP, with packets of this test. */
final class MediaPeer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int VIDEO = 96;
    private static final int AUDIO = 111;
    private static final byte[] KEYFRAME = {0x10, 0, 0, 0, 1, 1};

    private final DtlsAssociations dtls = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(LIMIT));
    private final SyntheticPeer peer;
    private final String publicationId;
    private Thread sender;

    private MediaPeer(CallPage page, String role, Map<String, String> request) {
        try {
            peer = new SyntheticPeer(dtls, InetAddress.getByName("0.0.0.0"));
            boolean publishes = role.equals("publisher");
            Map<String, Object> fields = new HashMap<>(request);
            fields.put("sdp", peer.offer(publishes ? "sendonly" : "recvonly"));
            // Candidates of an earlier endpoint of the same publication must not be taken for those of this one.
            page.forget();
            JsonNode answer = page.request(publishes ? "publish" : "view", fields);
            publicationId = answer.path("publicationId").asString();
            peer.connect(answer.path("sdp").asString(), address(page, role), LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes a camera. */
    static MediaPeer publish(CallPage page) {
        return new MediaPeer(page, "publisher", Map.of("kind", "camera"));
    }

    static MediaPeer view(CallPage page, String publicationId) {
        return new MediaPeer(page, "viewer", Map.of("publicationId", publicationId));
    }

    private InetSocketAddress address(CallPage page, String role) throws IOException {
        String[] words = page.await(message -> message.path("type").asString().equals("candidate")
                        && message.path("role").asString().equals(role)
                        && message.path("publicationId").asString().equals(publicationId)
                        && message.path("candidate").asString().contains("UDP"))
                .path("candidate")
                .asString()
                .split(" ");
        return new InetSocketAddress(InetAddress.getByName(words[4]), Integer.parseInt(words[5]));
    }

    String publicationId() {
        return publicationId;
    }

    /** Sends sound and video from now on, whatever the server says. */
    MediaPeer keepSending() {
        sender = new Thread(() -> {
            try {
                for (int number = 1; true; number++) {
                    send(AUDIO, number, 960 * number, new byte[] {1, 2, 3});
                    send(VIDEO, number, 1800 * number, KEYFRAME);
                    Thread.sleep(20);
                }
            } catch (InterruptedException | IOException e) {
                // The test is over.
            }
        });
        sender.start();
        return this;
    }

    private void send(int payloadType, int sequence, int timestamp, byte[] payload) throws IOException {
        byte[] packet = new byte[12 + payload.length];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) (0x80 | payloadType);
        NetworkOrder.put16(packet, 2, sequence);
        NetworkOrder.put32(packet, 4, timestamp);
        NetworkOrder.put32(packet, 8, payloadType);
        System.arraycopy(payload, 0, packet, 12, payload.length);
        peer.sendRtp(packet, packet.length);
    }

    /** Waits for a packet of sound. */
    void awaitSound() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (next(deadline) != AUDIO) {}
    }

    /** Waits until no media came for a second. */
    void awaitNothing() {
        long start = System.nanoTime();
        long heard = start;
        try {
            while (System.nanoTime() - heard < TimeUnit.SECONDS.toNanos(1)) {
                if (System.nanoTime() - start > LIMIT.toNanos()) {
                    throw new AssertionError("media still comes");
                }
                int length = peer.receive(Duration.ofMillis(200));
                if (length > 0 && !RtcpType.isRtcp(peer.received()[1])) {
                    heard = System.nanoTime();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until a second's worth of video came without any sound.
     *
     * @return when the last sound came, by {@link System#nanoTime}
     */
    long awaitSilence() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long lastSound = System.nanoTime();
        for (int videos = 0; videos < 50; videos++) {
            if (next(deadline) == AUDIO) {
                lastSound = System.nanoTime();
                videos = -1;
            }
        }
        return lastSound;
    }

    /** The payload type of the next media packet. */
    private int next(long deadline) {
        try {
            while (System.nanoTime() - deadline < 0) {
                int length = peer.receive(Duration.ofMillis(200));
                byte[] packet = peer.received();
                if (length > 0 && !RtcpType.isRtcp(packet[1])) {
                    return packet[1] & 0x7f;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("no media came for " + TimeUnit.NANOSECONDS.toSeconds(LIMIT.toNanos()) + " s");
    }

    @Override
    public void close() {
        if (sender != null) {
            sender.interrupt();
            try {
                sender.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        peer.close();
        dtls.close();
    }
}
