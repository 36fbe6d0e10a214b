package org.chattycat.kurento.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chattycat.kurento.embedded.testing.FakeMediaEngine;
import org.chattycat.kurento.embedded.testing.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which connections are accepted. */
class DoorIT {
    private EmbeddedKurento kurento;

    @BeforeEach
    void start() throws Exception {
        kurento = EmbeddedKurento.builder()
                .media(new FakeMediaEngine())
                .allowOrigin("https://allowed.example")
                .allowHost("media.example")
                .start();
    }

    @AfterEach
    void stop() {
        kurento.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/kurento, localhost, , 101",
        "/kurento, 127.0.0.1:8888, , 101",
        "/kurento, [::1]:8888, , 101",
        "/kurento, MEDIA.example, , 101",
        "/kurento?x=1, localhost, , 101",
        "/kurento, localhost, https://allowed.example, 101",
        // Netty's client sends the server's own address as Origin.
        "/kurento, 127.0.0.1:8888, http://127.0.0.1:8888, 101",
        // Kurento's client for JavaScript sends it without a scheme.
        "/kurento, 127.0.0.1:8888, 127.0.0.1:8888, 101",
        "/kurento, localhost, 127.0.0.1:8888, 403",
        "/kurento, localhost, https://evil.example, 403",
        "/kurento, localhost, null, 403",
        "/kurento, evil.example, , 403",
        "/kurento, evil.example, http://evil.example, 403",
        "/kurento, localhost.evil.example, , 403",
        "/kurento, 127.0.0.1.evil.example, , 403",
        "/, localhost, , 404",
        "/kurento2, localhost, , 404"
    })
    void acceptsConnectionsByHostOriginAndPath(String path, String host, String origin, int status) throws Exception {
        String request =
                "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + (origin == null ? "" : "Origin: " + origin + "\r\n") + "\r\n";
        assertThat(firstLine(request)).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void refusesARequestWithoutHost() throws Exception {
        assertThat(firstLine("GET /kurento HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void aSecretPathIsTheOnlyWayIn() throws Exception {
        try (EmbeddedKurento other = EmbeddedKurento.builder()
                .media(new FakeMediaEngine())
                .secretPath()
                .start()) {
            String path = other.uri().getPath();
            assertThat(path).matches("/[A-Za-z0-9_-]{43}/kurento").isNotEqualTo(secondSecretPath());
            for (String guess : List.of("/kurento", "/", path.substring(0, path.length() - 1), path + "x")) {
                assertThat(firstLine(other.uri(), upgrade(guess))).as(guess).startsWith("HTTP/1.1 404 ");
            }
            try (RawClient client = new RawClient(other.uri())) {
                assertThat(client.call("ping", "{}").has("result")).isTrue();
            }
        }
    }

    private static String secondSecretPath() throws IOException {
        try (EmbeddedKurento other = EmbeddedKurento.builder()
                .media(new FakeMediaEngine())
                .secretPath()
                .start()) {
            return other.uri().getPath();
        }
    }

    private static String upgrade(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }

    @Test
    void disconnectsAClientWithATooLongMessage() {
        try (RawClient client = new RawClient(kurento.uri())) {
            assertThatThrownBy(() -> {
                        client.send("[" + " ".repeat(2 << 20) + "]");
                        throw new IllegalStateException("closed with " + client.awaitClose());
                    })
                    .isInstanceOf(Exception.class);
            assertThat(client.awaitClose()).isIn(1006, 1009);
        }
        try (RawClient next = new RawClient(kurento.uri())) {
            assertThat(next.call("ping", "{}").has("result")).isTrue();
        }
    }

    @Test
    void reportsThePortThatIsInUse() {
        assertThatThrownBy(() -> EmbeddedKurento.builder()
                        .media(new FakeMediaEngine())
                        .port(kurento.uri().getPort())
                        .start())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(kurento.uri().getPort()));
    }

    private String firstLine(String request) throws IOException {
        return firstLine(kurento.uri(), request);
    }

    private static String firstLine(URI server, String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(60_000);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c > 0 && c != '\r'; c = in.read()) {
                line.append((char) c);
            }
            return line.toString();
        }
    }
}
