package org.chattycat.kurento.peer.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
    private static final byte[] CERTIFICATE = "certificate".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "another certificate".getBytes(StandardCharsets.UTF_8);
    private static final String SHA_1 = "sha-1 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33";

    private static String of(String hash, byte[] certificate) {
        return Fingerprint.of(hash, certificate).toString();
    }

    @Test
    void unknownHashesAreSkippedInAnyOrder() {
        String known = of("sha-256", CERTIFICATE);
        for (List<String> attributes : List.of(List.of(SHA_1, known), List.of(known, SHA_1), List.of(known))) {
            Fingerprints fingerprints = Fingerprints.parse(attributes);
            assertThat(fingerprints.matches(CERTIFICATE)).isTrue();
            assertThat(fingerprints.matches(OTHER)).isFalse();
        }
    }

    @Test
    void theStrongestHashDecides() {
        Fingerprints fingerprints = Fingerprints.parse(List.of(of("sha-256", OTHER), of("sha-512", CERTIFICATE)));
        assertThat(fingerprints.matches(CERTIFICATE)).isTrue();
        assertThat(fingerprints.matches(OTHER)).isFalse();
    }

    @Test
    void anyCertificateOfSeveralMatches() {
        Fingerprints fingerprints = Fingerprints.parse(List.of(of("sha-256", OTHER), of("sha-256", CERTIFICATE)));
        assertThat(fingerprints.matches(CERTIFICATE)).isTrue();
        assertThat(fingerprints.matches(OTHER)).isTrue();
    }

    @Test
    void hashNamesHaveNoCase() {
        assertThat(Fingerprints.parse(List.of("SHA-256 "
                                + of("sha-256", CERTIFICATE).split(" ")[1].toLowerCase()))
                        .matches(CERTIFICATE))
                .isTrue();
    }

    @Test
    void withoutASupportedHashThereIsNoConnection() {
        for (List<String> attributes :
                List.of(List.of(SHA_1), List.<String>of(), List.of("sha-256 xyz"), List.of(""))) {
            assertThatThrownBy(() -> Fingerprints.parse(attributes)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
