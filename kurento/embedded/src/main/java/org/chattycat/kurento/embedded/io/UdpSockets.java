package org.chattycat.kurento.embedded.io;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and closes UDP sockets for media. */
public final class UdpSockets {
    private static final Logger log = LoggerFactory.getLogger(UdpSockets.class);
    /** About half a second of 50 Mbit/s, so that a pause of the JVM loses no packets. The kernel may grant less. */
    private static final int BUFFER_BYTES = 4 << 20;
    /**
     * The system assigns odd ports as often as even ones, so that many attempts without a pair mean that none is free.
     */
    private static final int ATTEMPTS = 64;

    private UdpSockets() {}

    /** @throws NoFreePortException if no port of the range is free */
    public static DatagramChannel open(InetAddress address, PortRange ports) throws IOException {
        requireOwn(address);
        if (ports.isAny()) {
            return bind(address, 0);
        }
        int start = ThreadLocalRandom.current().nextInt(ports.size());
        for (int i = 0; i < ports.size(); i++) {
            try {
                return bind(address, ports.min() + (start + i) % ports.size());
            } catch (BindException e) {
                log.trace("UDP port taken", e);
            }
        }
        throw new NoFreePortException("no free UDP port" + in(ports) + " on " + address.getHostAddress());
    }

    /**
     * Opens an even port and the next one, for RTP and RTCP (RFC 3550 section 11), both inside the range.
     *
     * @throws NoFreePortException if no such pair is free
     */
    public static DatagramChannel[] openPair(InetAddress address, PortRange ports) throws IOException {
        requireOwn(address);
        int lowest = ports.min() + ports.min() % 2;
        int pairs = ports.isAny() ? ATTEMPTS : (ports.max() - lowest + 1) / 2;
        int start =
                ports.isAny() || pairs == 0 ? 0 : ThreadLocalRandom.current().nextInt(pairs);
        for (int i = 0; i < pairs; i++) {
            int port = ports.isAny() ? 0 : lowest + (start + i) % pairs * 2;
            DatagramChannel first = null;
            try {
                first = bind(address, port);
                int bound = ((InetSocketAddress) first.getLocalAddress()).getPort();
                if (bound % 2 == 0) {
                    return new DatagramChannel[] {first, bind(address, bound + 1)};
                }
                close(first);
            } catch (BindException e) {
                close(first);
            }
        }
        throw new NoFreePortException(
                "no two consecutive free UDP ports" + in(ports) + " on " + address.getHostAddress());
    }

    private static String in(PortRange ports) {
        return ports.isAny() ? "" : " in " + ports.min() + "-" + ports.max();
    }

    /** @throws BindException if this host does not have the address (any more) */
    private static void requireOwn(InetAddress address) throws IOException {
        // All of 127.0.0.0/8 is loopback, although the interface lists one address.
        if (!address.isLoopbackAddress() && NetworkInterface.getByInetAddress(address) == null) {
            throw new BindException("this host has no address " + address.getHostAddress());
        }
    }

    private static DatagramChannel bind(InetAddress address, int port) throws IOException {
        boolean ipv6 = address instanceof Inet6Address;
        DatagramChannel channel =
                DatagramChannel.open(ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
            channel.bind(new InetSocketAddress(address, port));
            return channel;
        } catch (IOException | RuntimeException e) {
            close(channel);
            throw e;
        }
    }

    public static void close(DatagramChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                log.debug("Closing a UDP socket failed", e);
            }
        }
    }
}
