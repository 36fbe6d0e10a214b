package org.chattycat.app.platform.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListenerChecksTest {
    private static List<String> examine(int port, String... more) {
        String[] settings =
                Stream.concat(Stream.of("server.port=" + port), Stream.of(more)).toArray(String[]::new);
        return Examined.lines(ListenerChecks.class, null, settings);
    }

    private static HttpServer serving(String page) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void freePorts() throws Exception {
        int one;
        int other;
        try (ServerSocket first = new ServerSocket(0);
                ServerSocket second = new ServerSocket(0)) {
            one = first.getLocalPort();
            other = second.getLocalPort();
        }
        assertThat(examine(one, "management.server.port=" + other, "management.server.address=127.0.0.1"))
                .containsExactly(
                        "ok    port of the site: It is free (127.0.0.1, port " + one + ").",
                        "ok    port of health and metrics: It is free (127.0.0.1, port " + other + ").");
    }

    @Test
    void aRunningApplication() throws Exception {
        HttpServer server = serving("<title>Chatty Cat</title>");
        try {
            assertThat(examine(server.getAddress().getPort()))
                    .singleElement()
                    .asString()
                    .startsWith("ok")
                    .contains("Chatty Cat is running");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anotherProgram() throws Exception {
        HttpServer server = serving("<title>Dogs</title>");
        try {
            assertThat(examine(server.getAddress().getPort()))
                    .singleElement()
                    .asString()
                    .startsWith("fail")
                    .contains("Another program uses it", "SERVER_PORT");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anAddressOfAnotherMachine() {
        assertThat(examine(8080, "server.address=192.0.2.1"))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("does not have the address", "SERVER_ADDRESS");
    }

    @Test
    void anyPort() {
        assertThat(examine(0)).containsExactly("");
    }
}
