package org.chattycat.kurento.embedded.ice;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chattycat.kurento.embedded.io.IpLiteral;

/**
 * A candidate of a peer that checks can be sent to.
 *
 * @param attribute as the peer announced it, or as a peer-reflexive candidate that was learned from a check
 * @param priority from 0 to 2^31 - 1
 */
record RemoteCandidate(CandidateAttribute attribute, InetSocketAddress address, long priority) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    /**
     * @return empty for what this server sends nothing to: names, TCP, and addresses that do not belong to one host
     */
    static Optional<RemoteCandidate> of(CandidateAttribute attribute) {
        if (!attribute.transport().toUpperCase(Locale.ROOT).equals("UDP")
                || attribute.port() == 0
                || !NUMBER.matcher(attribute.priority()).matches()) {
            return Optional.empty();
        }
        return IpLiteral.parse(attribute.address())
                .filter(address ->
                        !address.isAnyLocalAddress() && !address.isMulticastAddress() && !address.isLinkLocalAddress())
                .map(address -> new RemoteCandidate(
                        attribute,
                        new InetSocketAddress(address, attribute.port()),
                        Math.min(Long.parseLong(attribute.priority()), Integer.MAX_VALUE)));
    }
}
