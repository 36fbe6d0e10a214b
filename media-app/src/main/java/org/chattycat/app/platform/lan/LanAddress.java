package org.chattycat.app.platform.lan;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.Optional;
import org.chattycat.app.platform.config.StartRefusedException;

/** Finds the address at which phones in the local network reach this machine. */
final class LanAddress {
    private static final String ACTION =
            "Connect this machine to a network, or set CHATTYCAT_LAN_ADDRESS to its address there, such as 192.168.1.5.";
    /** An address for documentation (RFC 5737): only the route to it is looked up, and nothing is sent. */
    private static final String ELSEWHERE = "198.51.100.1";

    private LanAddress() {}

    /** @throws StartRefusedException if there is none, or the configured one is not an address of this machine */
    static InetAddress find(String configured) {
        return configured == null || configured.isBlank() ? guess() : own(configured.strip());
    }

    private static InetAddress own(String literal) {
        try {
            if (!literal.matches("[0-9.]+") && !literal.contains(":")) {
                throw new UnknownHostException(literal);
            }
            InetAddress address = InetAddress.getByName(literal);
            if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) == null) {
                throw new StartRefusedException(
                        "CHATTYCAT_LAN_ADDRESS is '" + literal + "', which is not an address of this machine.", ACTION);
            }
            return address;
        } catch (UnknownHostException | SocketException e) {
            throw new StartRefusedException(
                    "CHATTYCAT_LAN_ADDRESS is '" + literal + "', which is not an address.", ACTION, e);
        }
    }

    private static InetAddress guess() {
        return towardsOtherNetworks()
                .or(LanAddress::ofAnInterface)
                .orElseThrow(
                        () -> new StartRefusedException("This machine has no address in a local network.", ACTION));
    }

    private static Optional<InetAddress> towardsOtherNetworks() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(ELSEWHERE), 9));
            return Optional.of(socket.getLocalAddress()).filter(LanAddress::isUsable);
        } catch (IOException | RuntimeException e) {
            // No route, so another address is tried.
            return Optional.empty();
        }
    }

    /** Private addresses first. Virtual bridges of containers and virtual machines come last. */
    private static Optional<InetAddress> ofAnInterface() {
        try {
            return NetworkInterface.networkInterfaces()
                    .sorted(Comparator.comparing(
                            (NetworkInterface network) -> network.getName().matches("(docker|br-|veth|virbr).*")))
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(LanAddress::isUsable)
                    .min(Comparator.comparing(address -> !address.isSiteLocalAddress()));
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static boolean isUsable(InetAddress address) {
        return address instanceof Inet4Address
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isAnyLocalAddress();
    }
}
