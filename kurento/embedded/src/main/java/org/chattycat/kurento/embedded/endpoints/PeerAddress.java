package org.chattycat.kurento.embedded.endpoints;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import org.chattycat.kurento.embedded.io.IpLiteral;
import org.chattycat.kurento.embedded.sdp.SdpException;

/** Addresses of plain RTP peers. */
final class PeerAddress {
    /** Any port is suitable to look up a route (RFC 863 discard). Nothing is sent. */
    private static final int ANY_PORT = 9;

    private PeerAddress() {}

    /**
     * @return the address, or null if there is none or it is unspecified
     * @throws SdpException for names and malformed addresses
     */
    static InetAddress parse(String text) throws SdpException {
        if (text.isEmpty()) {
            return null;
        }
        InetAddress address =
                IpLiteral.parse(text).orElseThrow(() -> new SdpException("c= requires a numeric IP address"));
        return address.isAnyLocalAddress() ? null : address;
    }

    /** The local address from which this host reaches the peer. */
    static InetAddress localFor(InetAddress peer) throws IOException {
        try (DatagramChannel probe = DatagramChannel.open()) {
            probe.connect(new InetSocketAddress(peer, ANY_PORT));
            return ((InetSocketAddress) probe.getLocalAddress()).getAddress();
        }
    }
}
