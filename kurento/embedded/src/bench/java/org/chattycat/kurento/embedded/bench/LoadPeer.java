package org.chattycat.kurento.embedded.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.HdrHistogram.Recorder;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.rtp.Datagrams;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.SequenceNumbers;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;

/** One peer of the load, and counts of the packets that it received. */
final class LoadPeer implements AutoCloseable {
    /** Position of the departure time in a packet, after header and payload descriptor. */
    static final int STAMP_AT = 20;

    /** One in this many packets is decrypted for its departure time. */
    private static final int SAMPLE = 16;

    private final SyntheticPeer peer;
    private final int serverSsrc;
    private final RtpPacketView view = new RtpPacketView();
    private int sequence;
    private volatile long highest = -1;
    private volatile long lowest = -1;
    private volatile long received;

    LoadPeer(String answer, InetSocketAddress server) throws IOException {
        peer = new SyntheticPeer(BenchKeys.keys(), InetAddress.getLoopbackAddress());
        peer.setAnswer(answer);
        peer.setServer(server);
        serverSsrc = peer.serverSsrc(1);
        // A connected socket spares the kernel the look-up of a route per packet.
        peer.channel().connect(server).configureBlocking(false);
    }

    void register(Selector selector) throws IOException {
        peer.channel().register(selector, SelectionKey.OP_READ, this);
    }

    /** SSRC of the video that the server sends to this peer. */
    int serverSsrc() {
        return serverSsrc;
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
        peer.sendCheck();
    }

    void sendRtp(byte[] packet, int length, boolean protect) throws IOException {
        if (protect) {
            peer.sendRtp(packet, length);
        } else {
            peer.sendRaw(packet, length);
        }
    }

    void sendRtcp(RtcpWriter rtcp) throws IOException {
        peer.sendRtcp(rtcp.buffer(), rtcp.length());
    }

    /** Reads one datagram. The selector reports further ones, which is cheaper than a read that finds none. */
    void receive(ByteBuffer datagram, byte[] bytes, Recorder latency) {
        try {
            if (peer.channel().read(datagram.clear()) <= 0) {
                return;
            }
        } catch (IOException e) {
            return; // A server that has ended answers with "port unreachable".
        }
        int length = datagram.flip().remaining();
        datagram.get(bytes, 0, Math.min(length, RtpPacketView.FIXED_HEADER_LENGTH));
        if (!Datagrams.isRtpOrRtcp(bytes[0]) || RtcpType.isRtcp(bytes[1])) {
            return;
        }
        int number = NetworkOrder.u16(bytes, 2);
        count(number);
        if (number % SAMPLE == 0) {
            long now = System.nanoTime();
            datagram.rewind().get(bytes, 0, length);
            int clear = peer.unprotectRtp(bytes, length);
            if (clear > 0 && view.wrap(bytes, 0, clear)) {
                int stamp = view.payloadOffset() + STAMP_AT - RtpPacketView.FIXED_HEADER_LENGTH;
                latency.recordValue(Math.max(0, now - NetworkOrder.i64(bytes, stamp)));
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
    public void close() {
        peer.close();
    }
}
