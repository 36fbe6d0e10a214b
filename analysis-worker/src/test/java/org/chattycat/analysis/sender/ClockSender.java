package org.chattycat.analysis.sender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.kurento.rtp.vp8.Vp8Packetizer;
import org.opencv.core.Mat;

/**
 * Sends a live clock code as RTP to one address: it encodes the current code at once and sends it after a known delay. It
 * records the departure of the first packet of the first frame with each text, so that tests can compare measurements.
 */
public final class ClockSender implements AutoCloseable {
    /** The instant that a code shows, and the departure of its first frame. */
    public record Sent(Instant clockAt, Instant sentAt) {
        public double latencyMs() {
            return Duration.between(clockAt, sentAt).toNanos() / 1e6;
        }
    }

    private record Delayed(long dueNanos, String text, int rtpTimestamp, List<byte[]> packets) {}

    private static final int FRAMES_PER_SECOND = 30;

    private final int width;
    private final int height;
    private final int ssrc;
    private final InetSocketAddress to;
    private volatile InetSocketAddress control;
    private final Duration codeInterval;
    private volatile Duration delay;
    private volatile int keyframeEvery = Integer.MAX_VALUE;
    private volatile boolean stopping;
    private volatile boolean keyframeWanted = true;
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final Map<Integer, Instant> sentByRtpTimestamp = new ConcurrentHashMap<>();
    private final Deque<Delayed> queue = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "clock-sender");

    /** @param codeInterval time between changes of the code; zero for a new code in every frame */
    public ClockSender(int width, int height, int ssrc, InetSocketAddress to, Duration codeInterval, Duration delay) {
        this.width = width;
        this.height = height;
        this.ssrc = ssrc;
        this.to = to;
        this.codeInterval = codeInterval;
        this.delay = delay;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Also sends each frame's first packet to a plain receiver, which measures the delay of the machine itself. */
    public void controlAt(InetSocketAddress address) {
        control = address;
    }

    public void requestKeyframe() {
        keyframeWanted = true;
    }

    /** Sends keyframes at a fixed interval, for a receiver whose requests do not reach this sender. */
    public void keyframeEvery(int frames) {
        keyframeEvery = frames;
    }

    public void delayBy(Duration delay) {
        this.delay = delay;
    }

    /** The codes sent, by text. */
    public Map<String, Sent> sent() {
        return sent;
    }

    /** The departure of each frame, by RTP timestamp. */
    public Map<Integer, Instant> sentByRtpTimestamp() {
        return sentByRtpTimestamp;
    }

    private void run() {
        try (ClockScene scene = new ClockScene(width, height);
                Vp8Encoder encoder = new Vp8Encoder(width, height, FRAMES_PER_SECOND, 1_000);
                DatagramSocket socket = new DatagramSocket()) {
            Vp8Packetizer packetizer = new Vp8Packetizer(ssrc, 65_500);
            long start = System.nanoTime();
            Instant shown = Instant.EPOCH;
            for (long frame = 0; !stopping; frame++) {
                long dueNanos = start + frame * 1_000_000_000L / FRAMES_PER_SECOND;
                sendUntil(dueNanos, socket);
                Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                if (Duration.between(shown, now).compareTo(codeInterval) >= 0) {
                    shown = now;
                }
                String text = ClockScene.text(shown);
                Mat picture = scene.with(text);
                long ticks = frame * 90_000 / FRAMES_PER_SECOND;
                boolean keyframe = keyframeWanted || frame % keyframeEvery == 0;
                keyframeWanted = false;
                byte[] encoded = encoder.encode(picture, ticks, keyframe);
                if (encoded.length > 0) {
                    List<byte[]> packets = packetizer.packets(encoded, (int) ticks);
                    queue.addLast(new Delayed(System.nanoTime() + delay.toNanos(), text, (int) ticks, packets));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendUntil(long untilNanos, DatagramSocket socket) throws IOException, InterruptedException {
        for (boolean done = false; !done; ) {
            Delayed next = queue.peekFirst();
            long wakeNanos = next == null ? untilNanos : Math.min(untilNanos, next.dueNanos());
            TimeUnit.NANOSECONDS.sleep(wakeNanos - System.nanoTime());
            if (next != null && next.dueNanos() - System.nanoTime() <= 0) {
                queue.removeFirst();
                send(next, socket);
            } else {
                done = System.nanoTime() - untilNanos >= 0;
            }
        }
    }

    private void send(Delayed frame, DatagramSocket socket) throws IOException {
        InetSocketAddress plain = control;
        if (plain != null) {
            byte[] first = frame.packets().get(0);
            socket.send(new DatagramPacket(first, first.length, plain));
        }
        Instant sentAt = Instant.now();
        for (byte[] packet : frame.packets()) {
            socket.send(new DatagramPacket(packet, packet.length, to));
        }
        sentByRtpTimestamp.put(frame.rtpTimestamp(), sentAt);
        sent.putIfAbsent(frame.text(), new Sent(clockOf(frame.text()), sentAt));
    }

    private static Instant clockOf(String text) {
        ClockCode.Valid code = (ClockCode.Valid) ClockCode.parse(text);
        return code.utc().orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join();
    }
}
