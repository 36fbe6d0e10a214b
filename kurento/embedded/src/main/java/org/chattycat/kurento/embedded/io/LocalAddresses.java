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

/** The addresses of this host that peers may reach it by. */
public record LocalAddresses(List<InetAddress> list) {
    public LocalAddresses {
        list = List.copyOf(list);
        if (list.isEmpty()) {
            throw new IllegalArgumentException("no local address to bind to");
        }
    }

    /**
     * Every unicast address of every interface that is up, IPv4 first, loopback last. Link-local IPv6 is left out: a
     * candidate cannot carry its zone.
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
