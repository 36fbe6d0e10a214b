package org.chattycat.kurento.embedded.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which sections share the one transport that an endpoint has: the first usable one with a transport of its own (not
 * bundle-only, RFC 9143 section 6), and those that the other side bundles with it. The others are refused (RFC 9143
 * section 7.3.3), because nothing would ever arrive on their transports.
 */
final class BundledSections {
    private BundledSections() {}

    /** @return indexes of the sections, that with the transport first; empty if no section can be used */
    static List<Integer> of(RemoteDescription remote, SectionMatcher matcher) {
        List<Integer> bundled = new ArrayList<>();
        for (int index : matcher.usable()) {
            if (bundled.isEmpty() && remote.sections().get(index).hasTransport()) {
                bundled.add(index);
            }
        }
        if (!bundled.isEmpty()) {
            Set<String> bundle =
                    mid(remote, bundled.get(0)).flatMap(remote::bundleOf).orElse(Set.of());
            matcher.usable().stream()
                    .filter(index -> !index.equals(bundled.get(0)))
                    .filter(index -> mid(remote, index).filter(bundle::contains).isPresent())
                    .forEach(bundled::add);
        }
        return bundled;
    }

    private static Optional<String> mid(RemoteDescription remote, int index) {
        return remote.sections().get(index).attribute("mid");
    }
}
