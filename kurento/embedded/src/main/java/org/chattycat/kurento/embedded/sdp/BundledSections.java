package org.chattycat.kurento.embedded.sdp;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which sections share the one transport that an endpoint has: the first acceptable one, and those that the other side
 * bundles with it. The others are refused (RFC 9143 section 7.3.3), because nothing would ever arrive on their transports.
 */
final class BundledSections {
    private BundledSections() {}

    /**
     * @param matched one element per section of the description; null for a refused one
     * @return the same without the sections of other transports
     */
    static List<NegotiatedMedia> of(RemoteDescription remote, List<NegotiatedMedia> matched) {
        Optional<NegotiatedMedia> first = matched.stream()
                .filter(section -> section != null && hasTransport(remote, section))
                .findFirst();
        Set<String> bundle =
                first.flatMap(section -> remote.bundleOf(section.mid())).orElse(Set.of());
        return matched.stream()
                .map(section -> section == first.orElse(null) || section != null && bundle.contains(section.mid())
                        ? section
                        : null)
                .toList();
    }

    /** A section that is bundle-only (RFC 9143 section 6) has a transport in its bundle only. */
    private static boolean hasTransport(RemoteDescription remote, NegotiatedMedia section) {
        return !remote.sections().get(section.index()).has("bundle-only")
                || remote.bundleOf(section.mid()).isPresent();
    }
}
