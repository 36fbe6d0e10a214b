package org.chattycat.kurento.embedded.endpoints;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.chattycat.kurento.embedded.io.UdpSockets;
import org.chattycat.kurento.embedded.router.PacketSender;
import org.chattycat.kurento.embedded.router.RtpSession;
import org.chattycat.kurento.embedded.sdp.NegotiatedMedia;
import org.chattycat.kurento.embedded.sdp.RtpNegotiator;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.rtp.Datagrams;
import org.chattycat.kurento.rtp.rtcp.RtcpType;

/**
 * Two UDP sockets for RTP and RTCP of one media section. Sends to the address in the SDP, or to where the peer sends from
 * if it wants that. Accepts packets only from the first address that sends any.
 */
final class RtpSocketPair implements PacketSender {
    /** Packets read from one socket before other sockets and timers get their turn. */
    private static final int BATCH = 64;

    /** Length of the fixed header (RFC 3550 section 5.1). */
    private static final int MIN_RTP = 12;

    private static final int VERSION_2 = 0x80;

    private final DatagramChannel rtpChannel;
    private final DatagramChannel rtcpChannel;
    private final RtpNegotiator.LocalPorts localPorts;
    private final ByteBuffer outgoing;
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(Datagrams.MAX_BYTES);
    private final byte[] bytes = new byte[Datagrams.MAX_BYTES];
    private RtpSession session;
    private InetSocketAddress remoteRtp;
    private InetSocketAddress remoteRtcp;
    private boolean mux;
    /** Whether the addresses to send to, or that of RTCP, are still to be learned. */
    private boolean learns;

    private InetAddress latched;

    private RtpSocketPair(DatagramChannel[] channels, RtpNegotiator.LocalPorts localPorts, ByteBuffer outgoing) {
        this.rtpChannel = channels[0];
        this.rtcpChannel = channels[1];
        this.localPorts = localPorts;
        this.outgoing = outgoing;
    }

    /**
     * @param remote address of the peer, which determines the local address to bind; null for the first local address
     * @param ipv6 whether to bind the first IPv6 address if {@code remote} is null
     */
    static RtpSocketPair open(MediaEngineContext context, InetAddress remote, boolean ipv6) throws IOException {
        InetAddress local = localAddress(context.config().addresses().list(), remote, ipv6);
        DatagramChannel[] channels = UdpSockets.openPair(local, context.config().rtpPorts());
        try {
            InetAddress announced = context.config().announced().stream()
                    .filter(a -> a.getClass() == local.getClass() && !local.isLoopbackAddress())
                    .findFirst()
                    .orElse(local);
            String text = announced.getHostAddress().replaceFirst("%.*", "");
            int port = ((InetSocketAddress) channels[0].getLocalAddress()).getPort();
            RtpSocketPair pair =
                    new RtpSocketPair(channels, new RtpNegotiator.LocalPorts(text, port, port + 1), context.datagram());
            context.loop().register(channels[0], () -> pair.read(channels[0]));
            context.loop().register(channels[1], () -> pair.read(channels[1]));
            return pair;
        } catch (IOException | RuntimeException e) {
            UdpSockets.close(channels[0]);
            UdpSockets.close(channels[1]);
            throw e;
        }
    }

    private static InetAddress localAddress(List<InetAddress> addresses, InetAddress remote, boolean ipv6)
            throws IOException {
        if (remote != null) {
            InetAddress local = PeerAddress.localFor(remote);
            return addresses.contains(local) ? local : addresses.get(0);
        }
        return addresses.stream()
                .filter(address -> !ipv6 || address instanceof Inet6Address)
                .findFirst()
                .orElseThrow(() -> new IOException("this server has no IPv6 address"));
    }

    RtpNegotiator.LocalPorts localPorts() {
        return localPorts;
    }

    /** @throws SdpException if the peer's address is not one */
    void start(RtpSession session, NegotiatedMedia media) throws SdpException {
        InetAddress remote = PeerAddress.parse(media.remoteAddress());
        this.session = session;
        this.mux = media.rtcpMux();
        this.learns = media.learnsAddress();
        if (remote != null && !learns) {
            remoteRtp = new InetSocketAddress(remote, media.remotePort());
            remoteRtcp = new InetSocketAddress(remote, media.remoteRtcpPort());
        }
    }

    private void read(DatagramChannel channel) throws IOException {
        for (int i = 0; i < BATCH; i++) {
            incoming.clear();
            InetSocketAddress from = (InetSocketAddress) channel.receive(incoming);
            if (from == null) {
                return;
            }
            long now = System.nanoTime();
            int length = incoming.flip().remaining();
            incoming.get(bytes, 0, length);
            if (session != null && length >= 8 && isPeer(from.getAddress())) {
                if (learns) {
                    learn(from, length);
                }
                if (RtcpType.isRtcp(bytes[1])) {
                    session.receiveRtcp(bytes, 0, length, now);
                } else {
                    session.receiveRtp(bytes, 0, length, now);
                }
            }
        }
    }

    /**
     * Sends to where the first RTP packet came from, and RTCP to where the first RTCP packet came from. Until there is one,
     * RTCP goes to the port after that of RTP (RFC 3550 section 11).
     */
    private void learn(InetSocketAddress from, int length) {
        if (RtcpType.isRtcp(bytes[1])) {
            if (remoteRtp != null && !mux) {
                remoteRtcp = from;
                learns = false;
            }
        } else if (remoteRtp == null && length >= MIN_RTP && (bytes[0] & 0xc0) == VERSION_2) {
            remoteRtp = from;
            learns = !mux;
            remoteRtcp = mux ? from : new InetSocketAddress(from.getAddress(), Math.min(from.getPort() + 1, 0xffff));
        }
    }

    private boolean isPeer(InetAddress from) {
        if (latched == null) {
            latched = from;
        }
        return latched.equals(from);
    }

    @Override
    public boolean isReady() {
        return remoteRtp != null;
    }

    @Override
    public boolean sendRtp(byte[] buffer, int offset, int length) {
        return send(rtpChannel, remoteRtp, buffer, offset, length);
    }

    @Override
    public boolean sendRtcp(byte[] buffer, int offset, int length) {
        return send(mux ? rtpChannel : rtcpChannel, remoteRtcp, buffer, offset, length);
    }

    private boolean send(DatagramChannel channel, InetSocketAddress to, byte[] buffer, int offset, int length) {
        try {
            outgoing.clear().put(buffer, offset, length).flip();
            return channel.send(outgoing, to) > 0;
        } catch (IOException e) {
            return false; // A closed port of the peer is treated like a lost packet.
        }
    }

    void close() {
        UdpSockets.close(rtpChannel);
        UdpSockets.close(rtcpChannel);
    }
}
