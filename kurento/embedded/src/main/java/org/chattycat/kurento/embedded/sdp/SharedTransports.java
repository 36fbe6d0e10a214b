package org.chattycat.kurento.embedded.sdp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which sections of a description are accepted, and which of them share a transport: those of a BUNDLE group do, every other one
 * has its own (RFC 9143 section 7.3).
 */
final class SharedTransports {
    private final RemoteDescription remote;
    /** Whether the description is an offer, in which each section must offer rtcp-mux to be bundled. */
    private final boolean offer;

    /** @param bundled whether the sections are a BUNDLE group; that which describes the transport is the first one */
    record Group(List<Integer> sections, boolean bundled) {}

    SharedTransports(RemoteDescription remote, boolean offer) {
        this.remote = remote;
        this.offer = offer;
    }

    /**
     * Accepts one section of each kind: the first one that has a transport, or else the first one that an accepted section of its
     * bundle can give one.
     *
     * @param usable indexes of the sections that could be accepted, in order
     * @return groups in the order of the sections; empty if nothing is accepted
     */
    List<Group> of(List<Integer> usable) {
        List<Integer> accepted = new ArrayList<>();
        for (int index : usable) {
            if (section(index).hasTransport() && !hasKind(accepted, index)) {
                accepted.add(index);
            }
        }
        List<Integer> tags = List.copyOf(accepted);
        for (int index : usable) {
            boolean guest = remote.bundles().stream()
                    .filter(bundle -> bundle.contains(index))
                    .anyMatch(bundle -> tags.stream().anyMatch(tag -> bundle.contains(tag) && isBundled(tag)));
            if (!section(index).hasTransport() && guest && !hasKind(accepted, index)) {
                accepted.add(index);
            }
        }
        return groups(accepted);
    }

    private MediaSection section(int index) {
        return remote.sections().get(index);
    }

    private boolean hasKind(List<Integer> sections, int index) {
        return sections.stream()
                .anyMatch(other -> section(other).kind().equals(section(index).kind()));
    }

    /**
     * Whether a section stays in its bundle. An offered one that lacks rtcp-mux is moved out of it, because bundled media needs that
     * (RFC 9143 section 9.3); an answer states it in the first section of the bundle only.
     */
    private boolean isBundled(int index) {
        return !offer || !section(index).hasTransport() || section(index).has("rtcp-mux");
    }

    private List<Group> groups(List<Integer> accepted) {
        List<Group> groups = new ArrayList<>();
        Set<Integer> alone = new HashSet<>(accepted);
        for (List<Integer> bundle : remote.bundles()) {
            List<Integer> members = new ArrayList<>();
            bundle.stream()
                    .filter(index -> alone.contains(index) && isBundled(index))
                    .forEach(members::add);
            // The section whose transport is used comes first (RFC 9143 section 7.3.1).
            members.stream()
                    .filter(index -> section(index).hasTransport())
                    .findFirst()
                    .ifPresent(tag -> {
                        members.remove(tag);
                        members.add(0, tag);
                        members.forEach(alone::remove);
                        groups.add(new Group(members, true));
                    });
        }
        alone.forEach(index -> groups.add(new Group(List.of(index), false)));
        groups.sort(Comparator.comparing(
                group -> group.sections().stream().min(Integer::compare).orElseThrow()));
        return groups;
    }
}
