package org.chattycat.kurento.embedded.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses of this host at which peers can reach it. */
@FunctionalInterface
public interface LocalAddresses {
    /**
     * The addresses at this moment, best first; at least one.
     *
     * @throws UncheckedIOException if they cannot be found out
     */
    List<InetAddress> list();

    /** The same addresses at any time. */
    static LocalAddresses of(List<InetAddress> addresses) {
        List<InetAddress> list = List.copyOf(addresses);
        if (list.isEmpty()) {
            throw new IllegalArgumentException("no local address to bind to");
        }
        return () -> list;
    }

    /**
     * All unicast addresses of all interfaces that are up, read anew each time, because interfaces come and go. The
     * addresses of the default routes come first, then IPv4, loopback last. Link-local IPv6 addresses are omitted,
     * because a candidate cannot contain a zone.
     */
    static LocalAddresses all() {
        return () -> {
            try {
                return readAll();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list the network interfaces", e);
            }
        };
    }

    private static List<InetAddress> readAll() throws IOException {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (isUp(network)) {
                for (InetAddress address : Collections.list(network.getInetAddresses())) {
                    if (!address.isLinkLocalAddress() && !address.isMulticastAddress()) {
                        addresses.add(address);
                    }
                }
            }
        }
        if (addresses.isEmpty()) {
            throw new IOException("no network interface is up");
        }
        Set<InetAddress> defaults = defaultRoutes();
        return addresses.stream()
                .sorted(Comparator.comparing((InetAddress address) -> !defaults.contains(address))
                        .thenComparing(InetAddress::isLoopbackAddress)
                        .thenComparing(address -> !(address instanceof Inet4Address)))
                .toList();
    }

    /** An interface that goes away while it is looked at is not up. */
    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException e) {
            return false;
        }
    }

    /** The addresses from which this host reaches the internet, as far as it does. Nothing is sent. */
    private static Set<InetAddress> defaultRoutes() {
        // Addresses for documentation (RFC 5737, RFC 3849): no host has them, so only a default route leads there.
        return Stream.of("192.0.2.1", "2001:db8::1")
                .flatMap(destination -> route(destination).stream())
                .filter(address -> !address.isLoopbackAddress())
                .collect(Collectors.toSet());
    }

    private static Optional<InetAddress> route(String destination) {
        try (DatagramChannel probe = DatagramChannel.open()) {
            probe.connect(new InetSocketAddress(InetAddress.getByName(destination), 9));
            return Optional.of(((InetSocketAddress) probe.getLocalAddress()).getAddress());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
