package org.chattycat.analysis.sender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.vp8.Vp8Packetizer;

/** Sends clips as RTP to many ports, 30 frames a second each, from one thread. The departures of a frame are spread evenly. */
public final class ClipSender implements AutoCloseable {
    /** One receiver, and the departure time of each packet that was last sent to it. */
    public static final class Target {
        private final InetSocketAddress address;
        private final Vp8Packetizer packetizer;
        private final Clip clip;
        private final AtomicLongArray sentNanos = new AtomicLongArray(1 << 16);
        private int frame;

        public Target(InetSocketAddress address, int ssrc, Clip clip) {
            this.address = address;
            this.packetizer = new Vp8Packetizer(ssrc, 0);
            this.clip = clip;
        }

        /** Departure time of the latest packet of this number, as {@link System#nanoTime}. */
        public long sentNanos(int sequenceNumber) {
            return sentNanos.get(sequenceNumber);
        }
    }

    private final List<Target> targets;
    private final Thread thread = new Thread(this::run, "clip-sender");
    private volatile boolean stopping;

    public ClipSender(List<Target> targets) {
        this.targets = new ArrayList<>(targets);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try (DatagramChannel channel = DatagramChannel.open()) {
            long intervalNanos = 1_000_000_000L / Clip.FRAMES_PER_SECOND / targets.size();
            long dueNanos = System.nanoTime();
            for (long turn = 0; !stopping; turn++) {
                TimeUnit.NANOSECONDS.sleep(dueNanos - System.nanoTime());
                send(channel, targets.get((int) (turn % targets.size())));
                dueNanos += intervalNanos;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(DatagramChannel channel, Target target) throws IOException {
        byte[] frame =
                target.clip.frames().get(target.frame % target.clip.frames().size());
        int timestamp = target.frame * (90_000 / Clip.FRAMES_PER_SECOND);
        target.frame++;
        for (byte[] packet : target.packetizer.packets(frame, timestamp)) {
            target.sentNanos.set(NetworkOrder.u16(packet, 2), System.nanoTime());
            channel.send(ByteBuffer.wrap(packet), target.address);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join();
    }
}
