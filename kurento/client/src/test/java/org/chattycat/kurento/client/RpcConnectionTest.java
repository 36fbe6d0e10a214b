package org.chattycat.kurento.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.Test;

class RpcConnectionTest {
    private static final KurentoClientProperties QUICK = new KurentoClientProperties(
            Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofSeconds(1));
    private static final String EVENT = "{\"jsonrpc\":\"2.0\",\"method\":\"onEvent\",\"params\":{}}";

    @Test
    void anEventAfterTheEndStartsNoThreads() throws IOException {
        try (EmbeddedKurento kurento = EmbeddedKurento.builder().start()) {
            RpcConnection connection = new RpcConnection(kurento.uri().toString(), QUICK, () -> {}, sameServer -> {});
            connection.connect();
            assertThat(connection.ping()).succeedsWithin(Duration.ofSeconds(30));
            assertThat(connection).extracting("reqResEventExec").isNotNull();

            connection.endSession();
            connection.receivedTextMessage(EVENT);

            assertThat(connection).extracting("reqResEventExec").isNull();
        }
    }
}
