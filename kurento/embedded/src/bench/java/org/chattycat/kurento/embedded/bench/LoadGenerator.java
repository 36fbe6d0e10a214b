package org.chattycat.kurento.embedded.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.chattycat.kurento.rtp.Datagrams;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;

/**
 * Publishers that send, and viewers that read, report and renew their consent, all on one thread. The thread polls instead
 * of waiting for packets: a waiting receiver is woken within the sender's system call, so the server would pay for work
 * that another machine does on a real network.
 */
final class LoadGenerator implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    private static final int FRAME_RATE = Scenario.FRAMES_PER_SECOND;
    /** Browsers send a connectivity check every 2.5 to 5 s. */
    private static final int FRAMES_PER_CHECK = 4 * FRAME_RATE;
    /** Pause after a poll that found nothing. Linux makes about 70 µs of it, for the floor as well. */
    private static final long IDLE_NANOS = 20_000;

    private final Scenario scenario;
    private final boolean protect;
    private final List<LoadPeer> peers = new ArrayList<>();
    private final Selector selector = Selector.open();
    private final Recorder latency = new Recorder(3);
    private final Thread thread = new Thread(this::run, "bench-load");
    private final byte[] packet = new byte[Datagrams.MAX_BYTES];
    private final RtcpWriter rtcp = new RtcpWriter(200, "bench");
    private long step;
    private long lateNanos;
    private volatile boolean closed;
    private volatile boolean resetting;

    /** @param protect whether publishers encrypt; the floor server cannot decrypt */
    LoadGenerator(Scenario scenario, ServerProcess server, boolean protect) throws IOException {
        this.protect = protect;
        this.scenario = scenario;
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        for (int i = 0; i < server.answers().size(); i++) {
            LoadPeer peer = new LoadPeer(server.answers().get(i), target);
            peers.add(peer);
            if (!isPublisher(i)) {
                peer.register(selector);
            }
        }
        thread.setDaemon(true);
        thread.start();
    }

    private boolean isPublisher(int peer) {
        return peer % (1 + scenario.viewers()) == 0;
    }

    /**
     * What viewers received since the last call.
     *
     * @param lateMillis the largest delay of a frame's departure; more than a frame's time means that the generator lacks
     *     processor time
     */
    record Sample(long received, long lost, double p50Millis, double p99Millis, double lateMillis) {}

    Sample sample() {
        long received = 0;
        long lost = 0;
        for (LoadPeer peer : peers) {
            received += peer.received();
            lost += peer.lost();
        }
        Histogram interval = latency.getIntervalHistogram();
        Sample sample = new Sample(
                received,
                lost,
                interval.getValueAtPercentile(50) / 1e6,
                interval.getValueAtPercentile(99) / 1e6,
                lateNanos / 1e6);
        resetting = true;
        while (resetting && thread.isAlive()) {
            LockSupport.parkNanos(1_000_000);
        }
        return sample;
    }

    private void run() {
        ByteBuffer datagram = ByteBuffer.allocateDirect(Datagrams.MAX_BYTES);
        try {
            for (LoadPeer peer : peers) {
                peer.sendCheck();
            }
            long start = System.nanoTime() + SECOND / 10;
            while (!closed) {
                long due = start + step * SECOND / FRAME_RATE / scenario.publishers();
                long late = System.nanoTime() - due;
                if (late >= 0) {
                    lateNanos = Math.max(lateNanos, late);
                    step(step++);
                }
                int ready = selector.selectNow(key -> ((LoadPeer) key.attachment()).receive(datagram, packet, latency));
                if (ready == 0 && late < -IDLE_NANOS) {
                    LockSupport.parkNanos(IDLE_NANOS);
                }
                if (resetting) {
                    latency.reset();
                    peers.forEach(LoadPeer::clear);
                    lateNanos = 0;
                    resetting = false;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the load generator failed", e);
        }
    }

    /** One publisher's turn: a frame, and the reports and checks of its group that are due. */
    private void step(long number) throws IOException {
        int publisher = (int) (number % scenario.publishers());
        long frame = number / scenario.publishers();
        int first = publisher * (1 + scenario.viewers());
        sendFrame(peers.get(first), publisher, frame);
        for (int i = first; i <= first + scenario.viewers(); i++) {
            if (i % FRAME_RATE == frame % FRAME_RATE) {
                report(i, publisher, frame);
            }
            if (i % FRAMES_PER_CHECK == frame % FRAMES_PER_CHECK) {
                peers.get(i).sendCheck();
            }
        }
    }

    private void sendFrame(LoadPeer peer, int publisher, long frame) throws IOException {
        for (int i = 0; i < Scenario.PACKETS_PER_FRAME; i++) {
            boolean last = i == Scenario.PACKETS_PER_FRAME - 1;
            packet[0] = (byte) 0x80;
            packet[1] = (byte) (96 | (last ? 0x80 : 0));
            NetworkOrder.put16(packet, 2, peer.nextSequence());
            NetworkOrder.put32(packet, 4, rtpTime(frame));
            NetworkOrder.put32(packet, 8, ssrc(publisher));
            packet[12] = (byte) (i == 0 ? 0x10 : 0);
            packet[13] = (byte) (frame % 60 == 0 ? 0 : 1);
            NetworkOrder.put64(packet, LoadPeer.STAMP_AT, System.nanoTime());
            peer.sendRtp(packet, Scenario.PACKET_LENGTH, protect);
        }
    }

    private void report(int index, int publisher, long frame) throws IOException {
        LoadPeer peer = peers.get(index);
        if (isPublisher(index)) {
            rtcp.reset()
                    .senderReport(ssrc(publisher), (frame << 32) / FRAME_RATE, rtpTime(frame), 1, 1)
                    .sourceDescription(ssrc(publisher));
        } else {
            int own = peer.serverSsrc() + 1;
            rtcp.reset()
                    .receiverReport(own)
                    .reportBlock(peer.serverSsrc(), 0, 0, peer.highest(), 0, 0, 0)
                    .sourceDescription(own);
        }
        peer.sendRtcp(rtcp);
    }

    private static int ssrc(int publisher) {
        return 0x1000 + publisher;
    }

    private static int rtpTime(long frame) {
        return (int) (frame * 90_000 / FRAME_RATE);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        selector.close();
        for (LoadPeer peer : peers) {
            peer.close();
        }
    }
}
