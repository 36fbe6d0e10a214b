package org.chattycat.app.limits;

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
        String literal = request.getRemoteAddr();
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
