package org.chattycat.kurento.embedded.endpoints;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.util.regex.Pattern;
import org.chattycat.kurento.embedded.sdp.SdpException;

/** Addresses of plain RTP peers. */
final class PeerAddress {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    /** Any port is suitable to look up a route (RFC 863 discard). Nothing is sent. */
    private static final int ANY_PORT = 9;

    private PeerAddress() {}

    /**
     * @return the address, or null if there is none or it is unspecified. Names are refused, because SDP must not cause
     *     DNS queries.
     */
    static InetAddress parse(String text) throws SdpException {
        if (text.isEmpty()) {
            return null;
        }
        try {
            if (LITERAL.matcher(text).matches()) {
                InetAddress address = InetAddress.getByName(text);
                return address.isAnyLocalAddress() ? null : address;
            }
        } catch (UnknownHostException e) {
            // Reported below.
        }
        throw new SdpException("c= requires a numeric IP address");
    }

    /** The local address from which this host reaches the peer. */
    static InetAddress localFor(InetAddress peer) throws IOException {
        try (DatagramChannel probe = DatagramChannel.open()) {
            probe.connect(new InetSocketAddress(peer, ANY_PORT));
            return ((InetSocketAddress) probe.getLocalAddress()).getAddress();
        }
    }
}
