package org.chattycat.analysis.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.chattycat.analysis.sender.Vp8Packetizer;
import org.chattycat.kurento.rtp.NetworkOrder;

/** Sends clips as RTP to many ports at 30 frames a second, in turns spread over the frame's time, from one thread. */
public final class ClipSender implements AutoCloseable {
    /** One receiver, and when each of the packets last sent to it left. */
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

        long sentNanos(int sequenceNumber) {
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
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
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
