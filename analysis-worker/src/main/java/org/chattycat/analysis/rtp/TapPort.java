package org.chattycat.analysis.rtp;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.chattycat.kurento.rtp.Datagrams;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.ReceivedPacket;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.rtcp.RtcpType;

/**
 * The UDP port of one tap. It accepts RTP of the announced SSRC only, and only from the address that sent the first such
 * packet. It counts and drops everything else.
 */
public final class TapPort implements AutoCloseable {
    /** Packets read per turn, so that one busy tap cannot delay the packets of others. */
    private static final int MAX_PACKETS_PER_TURN = 64;

    /** Set, because RTP on a port that may carry RTCP must not use payload types 64 to 95 (RFC 5761 section 4). */
    private static final int MARKER = 0x80;

    private final DatagramChannel channel;
    private final PacketSink sink;
    private final Runnable wakeUp;
    private final RtpPacketView view = new RtpPacketView();
    private final AtomicLong refused = new AtomicLong();
    private volatile Integer ssrc;
    private SocketAddress source;

    TapPort(DatagramChannel channel, PacketSink sink, Runnable wakeUp) {
        this.channel = channel;
        this.sink = sink;
        this.wakeUp = wakeUp;
    }

    public int port() {
        return channel.socket().getLocalPort();
    }

    /** Sets the stream to accept. Until then, nothing is accepted. */
    public void expect(int ssrc) {
        this.ssrc = ssrc;
    }

    /** The number of packets that did not belong to this tap. */
    public long refused() {
        return refused.get();
    }

    /** Reads what has arrived. Call it on the receive thread only. */
    void receive(ByteBuffer buffer) throws IOException {
        for (int i = 0; i < MAX_PACKETS_PER_TURN; i++) {
            buffer.clear();
            SocketAddress from = channel.receive(buffer);
            if (from == null) {
                return;
            }
            long arrivalNanos = System.nanoTime();
            byte[] data = new byte[buffer.flip().remaining()];
            buffer.get(data);
            if (isOurs(data, from)) {
                sink.packet(new ReceivedPacket(data, arrivalNanos));
            } else {
                refused.incrementAndGet();
            }
        }
    }

    private boolean isOurs(byte[] data, SocketAddress from) {
        Integer expected = ssrc;
        // A malformed packet must not take the place of the one whose number it has (RFC 3550 appendix A.1).
        if (expected == null || !Datagrams.isRtpOrRtcp(data[0]) || !view.wrap(data, 0, data.length)) {
            return false;
        }
        if (RtcpType.isRtcp(data[1] | MARKER) || NetworkOrder.i32(data, 8) != expected) {
            return false;
        }
        if (source == null) {
            source = from;
        }
        return source.equals(from);
    }

    /** Frees the port, which the receive thread stops using at once. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // A UDP channel has nothing to flush, and its descriptor is closed in any case.
        }
        wakeUp.run();
    }
}
