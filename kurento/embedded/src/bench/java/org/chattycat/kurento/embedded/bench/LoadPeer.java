package org.chattycat.kurento.embedded.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.chattycat.kurento.peer.dtls.SrtpKeys;
import org.chattycat.kurento.peer.srtp.SrtpSession;
import org.chattycat.kurento.peer.stun.StunCheck;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.SequenceNumbers;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;

/** One peer of the load: a socket of its own, and counts of what came. */
final class LoadPeer implements AutoCloseable {
    /** Where a packet carries the time of its departure, behind header and payload descriptor. */
    static final int STAMP_AT = 20;

    /** One packet in so many is opened to read the time of its departure. */
    private static final int SAMPLE = 16;

    private final ServerProcess.Peer server;
    private final DatagramChannel channel;
    private final SrtpSession srtp;
    private final RtpPacketView view = new RtpPacketView();
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(2048);
    private int sequence;
    private volatile long highest = -1;
    private volatile long lowest = -1;
    private volatile long received;

    LoadPeer(ServerProcess.Peer server, InetSocketAddress target) throws IOException {
        this.server = server;
        SrtpKeys keys = BenchKeys.keys();
        srtp = new SrtpSession(keys.profile(), keys.keyingMaterial(), false);
        channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.connect(target);
        channel.configureBlocking(false);
    }

    ServerProcess.Peer server() {
        return server;
    }

    DatagramChannel channel() {
        return channel;
    }

    int nextSequence() {
        return sequence++ & 0xffff;
    }

    long highest() {
        return highest;
    }

    long received() {
        return received;
    }

    long lost() {
        return highest < 0 ? 0 : Math.max(0, highest - lowest + 1 - received);
    }

    void clear() {
        received = 0;
        lowest = highest = -1;
    }

    void sendCheck() throws IOException {
        channel.write(ByteBuffer.wrap(StunCheck.write(server.serverUfrag(), server.ufrag(), server.password())));
    }

    void sendRtp(byte[] packet, int length, boolean protect) throws IOException {
        int sealed = protect ? srtp.protectRtp(packet, 0, length) : length;
        channel.write(outgoing.clear().put(packet, 0, sealed).flip());
    }

    void sendRtcp(RtcpWriter rtcp) throws IOException {
        int sealed = srtp.protectRtcp(rtcp.buffer(), 0, rtcp.length());
        channel.write(outgoing.clear().put(rtcp.buffer(), 0, sealed).flip());
    }

    /** Takes one datagram; the selector says again when there are more, which is cheaper than to ask in vain. */
    void receive(ByteBuffer datagram, byte[] bytes, LatencyHistogram latency) {
        try {
            if (channel.read(datagram.clear()) <= 0) {
                return;
            }
        } catch (IOException e) {
            return; // A server that has gone away answers with port unreachable.
        }
        int length = datagram.flip().remaining();
        datagram.get(bytes, 0, Math.min(length, RtpPacketView.FIXED_HEADER_LENGTH));
        if (bytes[0] >= 0 || RtcpType.isRtcp(bytes[1])) {
            return;
        }
        int number = NetworkOrder.u16(bytes, 2);
        count(number);
        if (number % SAMPLE == 0) {
            long now = System.nanoTime();
            datagram.rewind().get(bytes, 0, length);
            int clear = srtp.unprotectRtp(bytes, 0, length);
            if (clear > 0 && view.wrap(bytes, 0, clear)) {
                int stamp = view.payloadOffset() + STAMP_AT - RtpPacketView.FIXED_HEADER_LENGTH;
                latency.add(now - NetworkOrder.i64(bytes, stamp));
            }
        }
    }

    private void count(int number) {
        long extended = highest < 0 ? 0x10000L + number : SequenceNumbers.extend(number, highest);
        received++;
        lowest = lowest < 0 ? extended : Math.min(lowest, extended);
        highest = Math.max(highest, extended);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
