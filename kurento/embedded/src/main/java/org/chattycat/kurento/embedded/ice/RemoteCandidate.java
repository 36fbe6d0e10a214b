package org.chattycat.kurento.embedded.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A candidate of a peer that checks can be sent to.
 *
 * @param attribute as the peer announced it, or as a peer-reflexive candidate that was learned from a check
 * @param priority from 0 to 2^31 - 1
 */
record RemoteCandidate(CandidateAttribute attribute, InetSocketAddress address, long priority) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /**
     * @return empty for what this server sends nothing to: names, because a candidate must not cause DNS queries, TCP, a second
     *     component, and addresses that do not belong to one host
     */
    static Optional<RemoteCandidate> of(CandidateAttribute attribute) {
        if (!attribute.transport().toUpperCase(Locale.ROOT).equals("UDP")
                || !attribute.component().equals("1")
                || attribute.port() == 0
                || !NUMBER.matcher(attribute.priority()).matches()
                || !LITERAL.matcher(attribute.address()).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(attribute.address());
            return address.isAnyLocalAddress() || address.isMulticastAddress() || address.isLinkLocalAddress()
                    ? Optional.empty()
                    : Optional.of(new RemoteCandidate(
                            attribute,
                            new InetSocketAddress(address, attribute.port()),
                            Math.min(Long.parseLong(attribute.priority()), Integer.MAX_VALUE)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
