package org.chattycat.kurento.embedded.io;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The addresses of this host at which peers can reach it. */
public record LocalAddresses(List<InetAddress> list) {
    public LocalAddresses {
        list = List.copyOf(list);
        if (list.isEmpty()) {
            throw new IllegalArgumentException("no local address to bind to");
        }
    }

    /**
     * All unicast addresses of all interfaces that are up, IPv4 first, loopback last. Link-local IPv6 addresses are
     * omitted, because a candidate cannot contain a zone.
     */
    public static LocalAddresses all() throws IOException {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (network.isUp()) {
                for (InetAddress address : Collections.list(network.getInetAddresses())) {
                    if (!address.isLinkLocalAddress() && !address.isMulticastAddress()) {
                        addresses.add(address);
                    }
                }
            }
        }
        return new LocalAddresses(addresses.stream()
                .sorted(Comparator.comparing(InetAddress::isLoopbackAddress)
                        .thenComparing(address -> !(address instanceof Inet4Address)))
                .toList());
    }
}
