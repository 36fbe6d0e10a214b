package org.chattycat.kurento.peer.dtls;

import java.util.Comparator;
import java.util.List;

/**
 * The fingerprints of one peer. A description may carry several: of one certificate by several hash functions, or of
 * several certificates. Of those, the ones with the strongest known hash function count, and the peer's certificate must
 * match one of them (RFC 8122 section 5).
 *
 * @param accepted at least one
 */
public record Fingerprints(List<Fingerprint> accepted) {
    public Fingerprints {
        accepted = List.copyOf(accepted);
        if (accepted.isEmpty()) {
            throw new IllegalArgumentException("no fingerprint with a supported hash");
        }
    }

    /**
     * @param attributes values of {@code a=fingerprint}
     * @throws IllegalArgumentException if none has a supported hash function, or one that has is malformed
     */
    public static Fingerprints parse(List<String> attributes) {
        List<Fingerprint> supported = attributes.stream()
                .filter(Fingerprint::isSupported)
                .map(Fingerprint::parse)
                .toList();
        String strongest = supported.stream()
                .map(Fingerprint::hash)
                .max(Comparator.naturalOrder())
                .orElse("");
        return new Fingerprints(supported.stream()
                .filter(fingerprint -> fingerprint.hash().equals(strongest))
                .toList());
    }

    boolean matches(byte[] certificate) {
        return accepted.stream().anyMatch(fingerprint -> fingerprint.matches(certificate));
    }
}
