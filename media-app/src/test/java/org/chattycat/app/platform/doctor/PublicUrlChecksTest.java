package org.chattycat.app.platform.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublicUrlChecksTest {
    private static final String PAGE = "<!doctype html><html><head><title>Chatty Cat</title></head></html>";

    private TestCertificate certificate;
    private HttpServer server;

    @BeforeEach
    void makeCertificate() throws Exception {
        certificate = new TestCertificate("localhost", Duration.ofDays(60));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** A proxy in front of an application. */
    private List<String> examine(int status, String page, boolean sockets) throws Exception {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        https.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        server = https;
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/clock/socket", exchange -> {
            String key = exchange.getRequestHeaders().getFirst("Sec-WebSocket-Key");
            boolean own = ("https://localhost:" + server.getAddress().getPort())
                    .equals(exchange.getRequestHeaders().getFirst("Origin"));
            if (sockets && own) {
                exchange.getResponseHeaders().set("Upgrade", "websocket");
                exchange.getResponseHeaders().set("Connection", "Upgrade");
                exchange.getResponseHeaders().set("Sec-WebSocket-Accept", accept(key));
            }
            exchange.sendResponseHeaders(sockets && own ? 101 : 400, -1);
        });
        server.start();
        return Examined.lines(
                PublicUrlChecks.class,
                certificate.anchor(),
                "chattycat.public-url=https://localhost:" + server.getAddress().getPort());
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                    .getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void pagesAndSocketsArrive() throws Exception {
        assertThat(examine(200, PAGE, true))
                .singleElement()
                .asString()
                .startsWith("ok    public URL: Pages and WebSockets of localhost (")
                .contains("127.0.0.1", "valid for another 59 days");
    }

    @Test
    void aProxyWithoutSockets() throws Exception {
        assertThat(examine(200, PAGE, false))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("WebSockets do not");
    }

    @Test
    void aProxyInFrontOfNothing() throws Exception {
        List<String> lines = examine(502, "Bad Gateway", false);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("ok").contains("answers.", "59 days");
        assertThat(lines.get(1)).startsWith("warn").contains("502", "Start the application");
    }

    @Test
    void anotherSite() throws Exception {
        assertThat(examine(200, "<title>Dogs</title>", true))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("Something else", "Host header");
    }

    @Test
    void certificateThatExpiresSoon() throws Exception {
        certificate = new TestCertificate("localhost", Duration.ofDays(3));
        assertThat(examine(200, PAGE, true))
                .singleElement()
                .asString()
                .startsWith("warn")
                .contains("another 2 days only");
    }

    @Test
    void expiredCertificate() throws Exception {
        certificate = new TestCertificate("localhost", Duration.ofDays(-3));
        assertThat(examine(200, PAGE, true))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("has been expired since");
    }

    @Test
    void certificateForAnotherName() throws Exception {
        certificate = new TestCertificate("call.example.org", Duration.ofDays(60));
        assertThat(examine(200, PAGE, true))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("The certificate is for call.example.org, and not for localhost.");
    }

    @Test
    void untrustedCertificate() throws Exception {
        examine(200, PAGE, true);
        certificate = new TestCertificate("localhost", Duration.ofDays(60));
        assertThat(Examined.lines(
                        PublicUrlChecks.class,
                        certificate.anchor(),
                        "chattycat.public-url=https://localhost:"
                                + server.getAddress().getPort()))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("is not trusted", "no intermediate certificate");
    }

    @Test
    void anAddressWithoutTls() {
        assertThat(Examined.lines(PublicUrlChecks.class, null, "chattycat.public-url=http://192.0.2.1"))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("begins with http.", "CHATTYCAT_PUBLIC_URL");
    }

    @Test
    void nothingListens() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(Examined.lines(PublicUrlChecks.class, null, "chattycat.public-url=https://localhost:" + free))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("Nothing listens");
    }

    @Test
    void silence() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(Examined.lines(
                            PublicUrlChecks.class,
                            Duration.ofMillis(300),
                            null,
                            "chattycat.public-url=https://localhost:" + socket.getLocalPort()))
                    .singleElement()
                    .asString()
                    .startsWith("fail")
                    .contains("does not answer");
        }
    }

    @Test
    void aNameThatDoesNotExist() {
        assertThat(Examined.lines(PublicUrlChecks.class, null, "chattycat.public-url=https://call.invalid"))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("has no address in the DNS");
    }

    @Test
    void withoutAPublicUrl() {
        assertThat(Examined.lines(PublicUrlChecks.class, null))
                .singleElement()
                .asString()
                .startsWith("ok");
    }
}
