package org.chattycat.kurento.embedded.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.chattycat.kurento.embedded.dtls.SrtpKeys;
import org.chattycat.kurento.embedded.ice.StunCheck;
import org.chattycat.kurento.embedded.srtp.SrtpSession;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.SequenceNumbers;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;

/**
 * Publishers that send and viewers that drain, report and renew their consent: one thread each way, one socket per peer.
 */
final class LoadGenerator implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    private static final int CHECK_SECONDS = 4;
    /** One packet in so many is opened by its viewer to read the time of its departure. */
    private static final int SAMPLE = 16;

    private static final int STAMP_AT = 20;

    private final class Peer {
        private final ServerProcess.Peer server;
        private final DatagramChannel channel;
        private final SrtpSession srtp;
        private int sequence;
        private long highest = -1;
        private long lowest = -1;
        private long received;

        private Peer(ServerProcess.Peer server) throws IOException {
            this.server = server;
            SrtpKeys keys = BenchKeys.keys();
            srtp = new SrtpSession(keys.profile(), keys.keyingMaterial(), false);
            channel = DatagramChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.connect(target);
            channel.configureBlocking(false);
        }

        private void check() throws IOException {
            channel.write(ByteBuffer.wrap(StunCheck.write(server.serverUfrag(), server.ufrag(), server.password())));
        }
    }

    private final Scenario scenario;
    private final InetSocketAddress target;
    private final boolean protect;
    private final List<Peer> publishers = new ArrayList<>();
    private final List<Peer> viewers = new ArrayList<>();
    private final Selector selector = Selector.open();
    private final LatencyHistogram latency = new LatencyHistogram();
    private final Thread sender = new Thread(this::send, "bench-send");
    private final Thread drainer = new Thread(this::drain, "bench-drain");
    private final byte[] packet = new byte[2048];
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(2048);
    private final RtcpWriter rtcp = new RtcpWriter(200, "bench");
    private volatile boolean closed;
    private volatile boolean resetting;

    /** @param protect whether publishers protect what they send: the floor server opens nothing, so it gets it open */
    LoadGenerator(Scenario scenario, ServerProcess server, boolean protect) throws IOException {
        this.protect = protect;
        this.scenario = scenario;
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        for (int i = 0; i < server.peers().size(); i++) {
            boolean publisher = i % (1 + scenario.viewers()) == 0;
            Peer peer = new Peer(server.peers().get(i));
            (publisher ? publishers : viewers).add(peer);
            if (!publisher) {
                peer.channel.register(selector, SelectionKey.OP_READ, peer);
            }
        }
        drainer.setDaemon(true);
        sender.setDaemon(true);
        drainer.start();
        sender.start();
    }

    /** What viewers got since the last call. */
    record Sample(long received, long lost, double p50Millis, double p99Millis) {}

    Sample sample() {
        long received = 0;
        long lost = 0;
        for (Peer viewer : viewers) {
            long span = viewer.highest < 0 ? 0 : viewer.highest - viewer.lowest + 1;
            received += viewer.received;
            lost += Math.max(0, span - viewer.received);
        }
        Sample sample = new Sample(received, lost, latency.quantileMillis(0.5), latency.quantileMillis(0.99));
        resetting = true;
        selector.wakeup();
        while (resetting && !closed) {
            LockSupport.parkNanos(1_000_000);
        }
        return sample;
    }

    private void send() {
        try {
            for (Peer peer : publishers) {
                peer.check();
            }
            for (Peer peer : viewers) {
                peer.check();
            }
            long start = System.nanoTime() + SECOND / 10;
            for (long frame = 0; !closed; frame++) {
                if (frame % Scenario.FRAMES_PER_SECOND == 0) {
                    report(frame / Scenario.FRAMES_PER_SECOND);
                }
                for (int p = 0; p < publishers.size() && !closed; p++) {
                    long due = start
                            + frame * SECOND / Scenario.FRAMES_PER_SECOND
                            + p * SECOND / Scenario.FRAMES_PER_SECOND / publishers.size();
                    long wait;
                    while ((wait = due - System.nanoTime()) > 0) {
                        LockSupport.parkNanos(wait);
                    }
                    sendFrame(publishers.get(p), p, frame);
                }
            }
        } catch (IOException e) {
            if (!closed) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void sendFrame(Peer publisher, int index, long frame) throws IOException {
        for (int i = 0; i < Scenario.PACKETS_PER_FRAME; i++) {
            boolean last = i == Scenario.PACKETS_PER_FRAME - 1;
            packet[0] = (byte) 0x80;
            packet[1] = (byte) (96 | (last ? 0x80 : 0));
            NetworkOrder.put16(packet, 2, publisher.sequence++);
            NetworkOrder.put32(packet, 4, (int) (frame * 90_000 / Scenario.FRAMES_PER_SECOND));
            NetworkOrder.put32(packet, 8, 0x1000 + index);
            packet[12] = (byte) (i == 0 ? 0x10 : 0);
            packet[13] = (byte) (frame % 60 == 0 ? 0 : 1);
            NetworkOrder.put64(packet, STAMP_AT, System.nanoTime());
            int sealed =
                    protect ? publisher.srtp.protectRtp(packet, 0, Scenario.PACKET_LENGTH) : Scenario.PACKET_LENGTH;
            publisher.channel.write(outgoing.clear().put(packet, 0, sealed).flip());
        }
    }

    /** Every second, spread over nothing: the worst case. Sender reports, receiver reports, and checks now and then. */
    private void report(long second) throws IOException {
        for (int p = 0; p < publishers.size(); p++) {
            int ssrc = 0x1000 + p;
            rtcp.reset()
                    .senderReport(ssrc, second << 32, (int) (second * 90_000), 1, 1)
                    .sourceDescription(ssrc);
            sendRtcp(publishers.get(p));
        }
        for (Peer viewer : viewers) {
            rtcp.reset()
                    .receiverReport(viewer.server.ssrc() + 1)
                    .reportBlock(viewer.server.ssrc(), 0, 0, viewer.highest, 0, 0, 0)
                    .sourceDescription(viewer.server.ssrc() + 1);
            sendRtcp(viewer);
        }
        if (second % CHECK_SECONDS == CHECK_SECONDS - 1) {
            for (Peer peer : publishers) {
                peer.check();
            }
            for (Peer peer : viewers) {
                peer.check();
            }
        }
    }

    private void sendRtcp(Peer peer) throws IOException {
        int sealed = peer.srtp.protectRtcp(rtcp.buffer(), 0, rtcp.length());
        if (sealed > 0) {
            peer.channel.write(outgoing.clear().put(rtcp.buffer(), 0, sealed).flip());
        }
    }

    private void drain() {
        ByteBuffer datagram = ByteBuffer.allocateDirect(2048);
        byte[] bytes = new byte[2048];
        RtpPacketView view = new RtpPacketView();
        try {
            while (!closed) {
                selector.select(key -> {
                    try {
                        drain((Peer) key.attachment(), datagram, bytes, view);
                    } catch (IOException e) {
                        // A server that has gone away answers with port unreachable.
                    }
                });
                if (resetting) {
                    latency.clear();
                    for (Peer viewer : viewers) {
                        viewer.received = 0;
                        viewer.lowest = viewer.highest = -1;
                    }
                    resetting = false;
                }
            }
        } catch (IOException | ClosedSelectorException e) {
            // Closed.
        }
    }

    private void drain(Peer viewer, ByteBuffer datagram, byte[] bytes, RtpPacketView view) throws IOException {
        while (true) {
            datagram.clear();
            if (viewer.channel.read(datagram) <= 0) {
                return;
            }
            int length = datagram.flip().remaining();
            datagram.get(bytes, 0, Math.min(length, RtpPacketView.FIXED_HEADER_LENGTH));
            if (bytes[0] >= 0 || RtcpType.isRtcp(bytes[1]) || (bytes[1] & 0x7f) != 96) {
                continue;
            }
            int sequence = NetworkOrder.u16(bytes, 2);
            long extended = viewer.highest < 0 ? 0x10000L + sequence : SequenceNumbers.extend(sequence, viewer.highest);
            viewer.received++;
            viewer.lowest = viewer.lowest < 0 ? extended : Math.min(viewer.lowest, extended);
            viewer.highest = Math.max(viewer.highest, extended);
            if (sequence % SAMPLE == 0) {
                datagram.rewind().get(bytes, 0, length);
                int clear = viewer.srtp.unprotectRtp(bytes, 0, length);
                if (clear > 0 && view.wrap(bytes, 0, clear)) {
                    long sent = NetworkOrder.i64(bytes, view.payloadOffset() + STAMP_AT - 12);
                    latency.add(System.nanoTime() - sent);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.close();
        try {
            sender.join(2000);
            drainer.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Peer peer : publishers) {
            peer.channel.close();
        }
        for (Peer peer : viewers) {
            peer.channel.close();
        }
    }
}
