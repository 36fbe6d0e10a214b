package org.chattycat.app.platform.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Whose requests are counted together. */
public final class ClientAddress {
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /**
     * The peer's address; of IPv6 only the first 64 bits, since one subscriber has all the rest. Behind a proxy this is
     * the forwarded address where the proxy is trusted, which Tomcat decides.
     */
    public static String of(HttpServletRequest request) {
        return network(request.getRemoteAddr());
    }

    /** @param literal an IPv4 or IPv6 address; the result is the address, or the first 64 bits of an IPv6 one */
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
