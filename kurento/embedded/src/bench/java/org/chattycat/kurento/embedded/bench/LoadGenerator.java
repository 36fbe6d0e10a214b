package org.chattycat.kurento.embedded.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;

/**
 * Publishers that send, and viewers that drain, report and renew their consent, all on one thread. The thread polls and
 * never waits for a packet: a receiver that does is woken by the sender's system call, and the server would pay for what
 * on a network happens on another machine.
 */
final class LoadGenerator implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    private static final int FRAME_RATE = Scenario.FRAMES_PER_SECOND;
    /** Browsers check every 2.5 to 5 s. */
    private static final int FRAMES_PER_CHECK = 4 * FRAME_RATE;
    /** Between polls that find nothing; the system makes some 70 µs of it, which the floor sees too. */
    private static final long IDLE_NANOS = 20_000;

    private final Scenario scenario;
    private final boolean protect;
    private final List<LoadPeer> peers = new ArrayList<>();
    private final Selector selector = Selector.open();
    private final LatencyHistogram latency = new LatencyHistogram();
    private final Thread thread = new Thread(this::run, "bench-load");
    private final byte[] packet = new byte[2048];
    private final RtcpWriter rtcp = new RtcpWriter(200, "bench");
    private long step;
    private long lateNanos;
    private volatile boolean closed;
    private volatile boolean resetting;

    /** @param protect whether publishers protect what they send: the floor server opens nothing, so it gets it open */
    LoadGenerator(Scenario scenario, ServerProcess server, boolean protect) throws IOException {
        this.protect = protect;
        this.scenario = scenario;
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        for (int i = 0; i < server.peers().size(); i++) {
            LoadPeer peer = new LoadPeer(server.peers().get(i), target);
            peers.add(peer);
            if (!isPublisher(i)) {
                peer.channel().register(selector, SelectionKey.OP_READ, peer);
            }
        }
        thread.setDaemon(true);
        thread.start();
    }

    private boolean isPublisher(int peer) {
        return peer % (1 + scenario.viewers()) == 0;
    }

    /**
     * What viewers got since the last call.
     *
     * @param lateMillis how late the latest frame left; more than a frame says that the generator starves
     */
    record Sample(long received, long lost, double p50Millis, double p99Millis, double lateMillis) {}

    Sample sample() {
        long received = 0;
        long lost = 0;
        for (LoadPeer peer : peers) {
            received += peer.received();
            lost += peer.lost();
        }
        Sample sample =
                new Sample(received, lost, latency.quantileMillis(0.5), latency.quantileMillis(0.99), lateNanos / 1e6);
        resetting = true;
        while (resetting && thread.isAlive()) {
            LockSupport.parkNanos(1_000_000);
        }
        return sample;
    }

    private void run() {
        ByteBuffer datagram = ByteBuffer.allocateDirect(2048);
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
                    latency.clear();
                    peers.forEach(LoadPeer::clear);
                    lateNanos = 0;
                    resetting = false;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the load generator broke", e);
        }
    }

    /** One publisher's turn: a frame, and the share of everybody's reports and checks that is due in that time. */
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
            int own = peer.server().ssrc() + 1;
            rtcp.reset()
                    .receiverReport(own)
                    .reportBlock(peer.server().ssrc(), 0, 0, peer.highest(), 0, 0, 0)
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
