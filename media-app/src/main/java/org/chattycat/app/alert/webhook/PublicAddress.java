package org.chattycat.app.alert.webhook;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are on the public internet: all except those of the IANA special-purpose registries (RFC 6890) and multicast.
 * Of IPv6, only global unicast (2000::/3) is public. Addresses that contain an IPv4 address are judged by it as well.
 */
final class PublicAddress {
    private static final List<Network> SPECIAL = List.of(
            // "This network", loopback, link-local.
            network("0.0.0.0", 8),
            network("127.0.0.0", 8),
            network("169.254.0.0", 16),
            // Private networks (RFC 1918), and those of carriers (CGNAT, RFC 6598).
            network("10.0.0.0", 8),
            network("172.16.0.0", 12),
            network("192.168.0.0", 16),
            network("100.64.0.0", 10),
            // Protocol assignments, documentation, 6to4 relays, benchmarks.
            network("192.0.0.0", 24),
            network("192.0.2.0", 24),
            network("198.51.100.0", 24),
            network("203.0.113.0", 24),
            network("192.88.99.0", 24),
            network("198.18.0.0", 15),
            // Multicast, reserved, broadcast.
            network("224.0.0.0", 4),
            network("240.0.0.0", 4),
            // Teredo, ORCHID and other protocol assignments, documentation (RFC 3849 and 9637).
            network("2001::", 23),
            network("2001:db8::", 32),
            network("3fff::", 20));

    private static final Network GLOBAL_UNICAST = network("2000::", 3);
    private static final Network SIX_TO_FOUR = network("2002::", 16);
    /** NAT64, RFC 6052. Local prefixes (RFC 8215) are outside of global unicast. */
    private static final Network NAT64 = network("64:ff9b::", 96);

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        if (address instanceof Inet4Address) {
            return isNotSpecial(address);
        }
        if (!(address instanceof Inet6Address)) {
            return false;
        }
        byte[] bytes = address.getAddress();
        if (NAT64.contains(address)) {
            return isNotSpecial(embedded(bytes, 12));
        }
        return GLOBAL_UNICAST.contains(address)
                && isNotSpecial(address)
                && (!SIX_TO_FOUR.contains(address) || isNotSpecial(embedded(bytes, 2)));
    }

    private static boolean isNotSpecial(InetAddress address) {
        return SPECIAL.stream().noneMatch(network -> network.contains(address));
    }

    private static InetAddress embedded(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an IPv4 address", e);
        }
    }

    private static Network network(String address, int prefix) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return new Network(bytes.length, new BigInteger(1, bytes), bytes.length * 8 - prefix);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("not an address: " + address, e);
        }
    }

    /** @param hostBits the bits in which its addresses differ */
    private record Network(int length, BigInteger first, int hostBits) {
        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            return bytes.length == length
                    && new BigInteger(1, bytes).shiftRight(hostBits).equals(first.shiftRight(hostBits));
        }
    }
}
