package org.chattycat.app.call;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.probe.MediaConnection;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.rtcp.RtcpReader;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;

/** The media of one publication or view of a page: real ICE, DTLS and SRTP, with packets of this test. */
public final class MediaPeer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int VIDEO = 96;
    private static final int AUDIO = 111;
    private static final String SMALL = "cameraSmall";
    /** Of a frame in one packet. */
    private static final int MAX_PAYLOAD = 1100;

    private final DtlsAssociations dtls = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(LIMIT));
    private final RtcpReader rtcp = new RtcpReader();
    private final RtcpWriter report = new RtcpWriter(200, "peer");
    private final MediaConnection connection;
    private final SyntheticPeer peer;
    private final boolean audible;
    private Thread sender;
    /** Of the packet that was received last. */
    private int length;

    private MediaPeer(CallPage page, String kind) {
        page.forget();
        this.audible = !SMALL.equals(kind);
        try {
            connection = MediaConnection.publish(page.socket(), kind, dtls, LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        peer = connection.peer();
    }

    private MediaPeer(CallPage page, String publicationId, String picture) {
        page.forget();
        this.audible = true;
        try {
            connection = MediaConnection.view(page.socket(), publicationId, picture, dtls, LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        peer = connection.peer();
    }

    /** Publishes a camera. */
    public static MediaPeer publish(CallPage page) {
        return new MediaPeer(page, "camera");
    }

    /** Publishes a small picture of the camera, without sound. */
    public static MediaPeer publishSmall(CallPage page) {
        return new MediaPeer(page, SMALL);
    }

    /** Publishes a screen with sound. */
    static MediaPeer publishScreen(CallPage page) {
        return new MediaPeer(page, "screen");
    }

    static MediaPeer view(CallPage page, String publicationId) {
        return new MediaPeer(page, publicationId, "large");
    }

    static MediaPeer view(CallPage page, String publicationId, String picture) {
        return new MediaPeer(page, publicationId, picture);
    }

    String publicationId() {
        return connection.publicationId();
    }

    /** A keyframe of VP8 that nobody can decode, with a mark at its end. */
    static byte[] frame(int mark, int length) {
        byte[] frame = new byte[length];
        frame[length - 1] = (byte) mark;
        return frame;
    }

    /** Sends sound and video from now on, whatever the server says. */
    MediaPeer keepSending() {
        return keepSending(frame(1, 5), 50);
    }

    /** Sends sound, where there is any, and the same keyframe of VP8 again and again from now on, whatever the server says. */
    public MediaPeer keepSending(byte[] keyframe, int framesPerSecond) {
        sender = new Thread(() -> {
            try {
                int sequence = 0;
                long next = System.nanoTime();
                for (int number = 1; true; number++) {
                    if (audible) {
                        send(AUDIO, number, 48_000 / framesPerSecond * number, true, new byte[] {1, 2, 3});
                    }
                    for (int at = 0; at < keyframe.length; at += MAX_PAYLOAD) {
                        int end = Math.min(keyframe.length, at + MAX_PAYLOAD);
                        byte[] payload = new byte[1 + end - at];
                        payload[0] = (byte) (at == 0 ? 0x10 : 0);
                        System.arraycopy(keyframe, at, payload, 1, end - at);
                        int timestamp = 90_000 / framesPerSecond * number;
                        send(VIDEO, sequence++, timestamp, end == keyframe.length, payload);
                    }
                    next += TimeUnit.SECONDS.toNanos(1) / framesPerSecond;
                    TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
                }
            } catch (InterruptedException | IOException e) {
                // The test is over.
            }
        });
        sender.start();
        return this;
    }

    private void send(int payloadType, int sequence, int timestamp, boolean last, byte[] payload) throws IOException {
        byte[] packet = new byte[12 + payload.length];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) (last ? 0x80 | payloadType : payloadType);
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
        return awaitOnly(VIDEO);
    }

    /** Waits until a second's worth of sound came without any video. */
    void awaitPause() {
        awaitOnly(AUDIO);
    }

    /** @return when the last packet of the other kind came */
    private long awaitOnly(int payloadType) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long lastOther = System.nanoTime();
        for (int packets = 0; packets < 50; packets++) {
            if (next(deadline) != payloadType) {
                lastOther = System.nanoTime();
                packets = -1;
            }
        }
        return lastOther;
    }

    /** Waits for a frame with this mark, and reads past all others. */
    void awaitFrame(int mark) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (next(deadline) != VIDEO || peer.received()[length - 1] != mark) {}
    }

    /** Tells the media server which bit rate the network carries. */
    void estimate(long bitsPerSecond) {
        try {
            report.reset().receiverReport(1).remb(1, bitsPerSecond, peer.serverSsrc(1));
            peer.sendRtcp(report.buffer(), report.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the media server asks for at least this bit rate. */
    void awaitAskedFor(long bitsPerSecond) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            receive(deadline);
            rtcp.wrap(peer.received(), 0, RtcpType.isRtcp(peer.received()[1]) ? length : 0);
            while (rtcp.next()) {
                if (rtcp.isRemb() && rtcp.rembBitrate() >= bitsPerSecond) {
                    return;
                }
            }
        }
    }

    /** The payload type of the next media packet. */
    private int next(long deadline) {
        do {
            receive(deadline);
        } while (RtcpType.isRtcp(peer.received()[1]));
        return peer.received()[1] & 0x7f;
    }

    private void receive(long deadline) {
        try {
            while (System.nanoTime() - deadline < 0) {
                length = peer.receive(Duration.ofMillis(200));
                if (length > 0) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("nothing came for " + TimeUnit.NANOSECONDS.toSeconds(LIMIT.toNanos()) + " s");
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
        connection.close();
        dtls.close();
    }
}
