package org.chattycat.app.kurento;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.chattycat.app.platform.doctor.Examined;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.Test;

class KurentoChecksTest {
    private static List<String> examine(String uris) {
        return Examined.lines(
                KurentoChecks.class,
                null,
                "chattycat.kurento.uris=" + uris,
                "chattycat.kurento.connect-timeout=1s",
                "chattycat.kurento.request-timeout=1s");
    }

    @Test
    void saysTheVersionAndCreatesNothing() throws Exception {
        try (EmbeddedKurento one = EmbeddedKurento.builder().secretPath().start();
                EmbeddedKurento other = EmbeddedKurento.builder().start()) {
            assertThat(examine(one.uri() + "," + other.uri())).hasSize(2).allSatisfy(line -> assertThat(line)
                    .startsWith("ok    media server ws://127.0.0.1:")
                    .contains("Kurento 7.", "has 0 meetings")
                    .doesNotContain(one.uri().getPath()));
            assertThat(one.objectCount()).isZero();
        }
    }

    @Test
    void aFrozenServer() throws Exception {
        try (EmbeddedKurento kurento = EmbeddedKurento.builder().start()) {
            kurento.freeze(Duration.ofSeconds(30));
            assertThat(examine(kurento.uri().toString()))
                    .singleElement()
                    .asString()
                    .startsWith("fail")
                    .contains("does not answer");
        }
    }

    @Test
    void noServer() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(examine("ws://127.0.0.1:" + free + "/kurento"))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("does not answer", "CHATTYCAT_KURENTO_URIS");
    }

    @Test
    void anotherProgram() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(examine("ws://127.0.0.1:" + silent.getLocalPort() + "/kurento"))
                    .singleElement()
                    .asString()
                    .startsWith("fail");
        }
    }

    @Test
    void theEmbeddedOne() {
        assertThat(Examined.lines(KurentoChecks.class, null))
                .singleElement()
                .asString()
                .startsWith("ok");
    }
}
