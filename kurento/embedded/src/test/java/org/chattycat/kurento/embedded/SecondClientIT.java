package org.chattycat.kurento.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client in another language, without Kurento's libraries. */
class SecondClientIT {
    @Test
    void aClientInNodeJsWorks() throws Exception {
        try (EmbeddedKurento kurento = EmbeddedKurento.builder().start()) {
            Process node = node(kurento);
            assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(node.exitValue()).as(output).isZero();
            assertThat(kurento.objectCount()).isZero();
            assertThat(kurento.sessionCount()).isZero();
        }
    }

    private static Process node(EmbeddedKurento kurento) {
        try {
            return new ProcessBuilder(
                            "node",
                            "src/test/node/second-client.mjs",
                            kurento.uri().getHost(),
                            Integer.toString(kurento.uri().getPort()))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "node is not installed");
            throw new IllegalStateException(e);
        }
    }
}
