package org.chattycat.analysis.truth;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.rtp.vp8.Vp8Packetizer;

/** Films that are sent side by side as RTP, in real time. They are rendered before, as a camera costs its computer little. */
final class Projection {
    /** When the films begin, by their clocks. So they are the same whenever they are played. */
    static final Instant BASE = Instant.parse("2026-11-26T12:00:00Z");

    private static final int TICKS_BEFORE = 120 * 90_000;
    private static final int TICKS_BETWEEN = 9_000;

    private final double forMs;
    private final List<Reel> reels = new ArrayList<>();
    private List<Shot> shots = List.of();

    /** @param forMs how long each film lasts */
    Projection(double forMs) {
        this.forMs = forMs;
    }

    /** A film, where it is sent to, and what was sent. */
    final class Reel {
        private final Light light;
        private final Light.Condition condition;
        private final int ssrc;
        private final InetSocketAddress to;
        private final Vp8Packetizer packetizer;
        /** When the light of a frame was seen, by the time at which it was sent. */
        private final NavigableMap<Instant, Instant> lightBySending = new TreeMap<>();

        private int firsts;

        private Reel(Light light, Light.Condition condition, int ssrc, InetSocketAddress to) {
            this.light = light;
            this.condition = condition;
            this.ssrc = ssrc;
            this.to = to;
            this.packetizer = new Vp8Packetizer(ssrc, 0);
        }

        Light.Condition condition() {
            return condition;
        }

        /** When the light of the frame was seen that arrived at an instant, with the time at which it was sent. */
        NavigableMap<Instant, Instant> lightBySending() {
            return lightBySending;
        }
    }

    private record Shot(Reel reel, double sendMs, double lightMs, int rtpTimestamp, byte[] encoded) {}

    Reel add(Light light, Light.Condition condition, int ssrc, InetSocketAddress to) {
        Reel reel = new Reel(light, condition, ssrc, to);
        reels.add(reel);
        return reel;
    }

    /** Renders all films. Takes as long as it takes. */
    void render() {
        shots = reels.parallelStream()
                .flatMap(reel -> shots(reel).stream())
                .sorted(Comparator.comparingDouble(Shot::sendMs))
                .toList();
    }

    /**
     * Sends what was rendered. Returns when the last frame was sent.
     *
     * @param clock shows {@link #BASE} when the films begin, soon
     */
    void send(Clock clock) throws IOException, InterruptedException {
        long startNanos =
                System.nanoTime() + Duration.between(clock.instant(), BASE).toNanos();
        try (DatagramSocket socket = new DatagramSocket()) {
            for (Shot shot : shots) {
                TimeUnit.NANOSECONDS.sleep(startNanos + (long) (shot.sendMs() * 1e6) - System.nanoTime());
                Instant now = clock.instant();
                send(socket, shot, shot.rtpTimestamp());
                shot.reel().lightBySending.put(now, BASE.plusNanos((long) (shot.lightMs() * 1e6)));
            }
        }
    }

    /** Sends the first frame of each film, so that media flows. May be called again. */
    void sendFirst() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (Reel reel : reels) {
                Shot first = shots.stream()
                        .filter(shot -> shot.reel() == reel)
                        .findFirst()
                        .orElseThrow();
                send(socket, first, first.rtpTimestamp() - TICKS_BEFORE + TICKS_BETWEEN * reel.firsts++);
            }
        }
    }

    private static void send(DatagramSocket socket, Shot shot, int rtpTimestamp) throws IOException {
        for (byte[] packet : shot.reel().packetizer.packets(shot.encoded(), rtpTimestamp)) {
            socket.send(new DatagramPacket(packet, packet.length, shot.reel().to));
        }
    }

    private List<Shot> shots(Reel reel) {
        List<Shot> shots = new ArrayList<>();
        List<Light.Frame> frames = reel.light.play(forMs);
        try (Film film = new Film(reel.light, reel.condition, BASE, reel.ssrc)) {
            for (Light.Frame frame : frames) {
                byte[] encoded = film.encode(frame);

                if (encoded.length > 0) {
                    shots.add(new Shot(
                            reel, frame.arrivalMs(), frame.lightMs(), (int) (frame.captureMs() * 90), encoded));
                }
            }
        }
        return shots;
    }
}
