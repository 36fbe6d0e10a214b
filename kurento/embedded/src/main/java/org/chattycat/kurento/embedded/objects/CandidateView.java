package org.chattycat.kurento.embedded.objects;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chattycat.kurento.embedded.endpoints.IceCandidate;
import org.chattycat.kurento.embedded.ice.CandidateAttribute;

/**
 * Selects the candidates that an endpoint announces, and the addresses in them (RFC 8839 section 5.1).
 *
 * @param externalIPv4 address that replaces the IPv4 address of every candidate, or empty
 * @param externalIPv6 the same for IPv6
 * @param networkInterfaces names of the interfaces whose candidates are announced, separated by commas; empty for all
 */
record CandidateView(String externalIPv4, String externalIPv6, String networkInterfaces) {
    /** @return the candidate as the peer is to see it, or empty if the peer must not see it */
    Optional<IceCandidate> of(IceCandidate candidate) {
        CandidateAttribute attribute = candidate.attribute();
        if (!isOnChosenInterface(attribute.address())) {
            return Optional.empty();
        }
        String external = NetUtil.isValidIpV4Address(attribute.address()) ? externalIPv4 : externalIPv6;
        return Optional.of(
                external.isEmpty()
                        ? candidate
                        : new IceCandidate(
                                attribute.withAddress(external), candidate.sdpMid(), candidate.sdpMLineIndex()));
    }

    private boolean isOnChosenInterface(String address) {
        if (networkInterfaces.isBlank()) {
            return true;
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes != null
                && Arrays.stream(networkInterfaces.split(","))
                        .map(String::trim)
                        .filter(name -> !name.isEmpty())
                        .anyMatch(name -> has(name, bytes));
    }

    private static boolean has(String interfaceName, byte[] address) {
        try {
            NetworkInterface network = NetworkInterface.getByName(interfaceName);
            return network != null
                    && network.inetAddresses()
                            .map(InetAddress::getAddress)
                            .anyMatch(own -> Arrays.equals(own, address));
        } catch (SocketException e) {
            return false;
        }
    }

    /** The description with each candidate at the end of its media section. */
    static String inserted(String sdp, List<IceCandidate> candidates) {
        String[] sections = sdp.split("(?m)^(?=m=)");
        StringBuilder text = new StringBuilder(sections[0]);
        for (int i = 1; i < sections.length; i++) {
            text.append(sections[i]);
            for (IceCandidate candidate : candidates) {
                if (candidate.sdpMLineIndex() == i - 1) {
                    text.append("a=").append(candidate.candidate()).append("\r\n");
                }
            }
        }
        return text.toString();
    }
}
