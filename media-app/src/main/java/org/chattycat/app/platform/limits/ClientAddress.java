package org.chattycat.app.platform.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Decides which requests count as those of one client. */
public final class ClientAddress {
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /**
     * The address of the client; of an IPv6 address only the first 64 bits, because one subscriber can use all the others. Behind
     * a trusted proxy it is the forwarded address, which Tomcat provides.
     */
    public static String of(HttpServletRequest request) {
        return network(request.getRemoteAddr());
    }

    /**
     * The network that counts as one client: an IPv4 address, or the first 64 bits of an IPv6 address.
     *
     * @param literal an IPv4 or IPv6 address
     */
    public static String network(String literal) {
        try {
            if (InetAddress.getByName(literal) instanceof Inet6Address address) {
                return HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "::/64";
            }
            return literal;
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
