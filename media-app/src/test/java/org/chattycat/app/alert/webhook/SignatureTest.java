package org.chattycat.app.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {
    /** Computed by: printf '%s' '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret. */
    @Test
    void signsTheTimeAndTheBody() {
        assertThat(Signature.of("secret", 1_700_000_000L, "{\"a\":1}"))
                .isEqualTo("v1=49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686");
    }

    @Test
    void dependsOnEverything() {
        String signature = Signature.of("secret", 1_700_000_000L, "{}");
        assertThat(Signature.of("secret", 1_700_000_001L, "{}")).isNotEqualTo(signature);
        assertThat(Signature.of("secret", 1_700_000_000L, "{ }")).isNotEqualTo(signature);
        assertThat(Signature.of("Secret", 1_700_000_000L, "{}")).isNotEqualTo(signature);
    }
}
