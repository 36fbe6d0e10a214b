package org.chattycat.app.platform.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.CallPage;
import org.chattycat.app.call.GraphQl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The listener for the local network serves the clock page, its files, its socket and its polls, and nothing else. */
@ChattyCatTest
@TestPropertySource(
        properties = {
            "chattycat.worker.embedded=false",
            "chattycat.lan=true",
            "chattycat.lan-port=0",
            "chattycat.lan-address=127.0.0.1"
        })
class LanIT {
    @TempDir
    private static Path dataDir;

    @Autowired
    private People people;

    @Autowired
    private LanListener listener;

    private SSLContext tls;
    private HttpClient phone;
    private String origin;

    @DynamicPropertySource
    static void keepTheCertificateApart(DynamicPropertyRegistry properties) {
        properties.add("chattycat.data-dir", dataDir::toString);
    }

    /** The phone accepts this one certificate, and checks that it names the address. */
    @BeforeEach
    void acceptTheCertificate() throws Exception {
        origin = listener.origin().orElseThrow();
        KeyStore accepted = KeyStore.getInstance("PKCS12");
        accepted.load(null, null);
        accepted.setCertificateEntry("lan", certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(accepted);
        tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        phone = HttpClient.newBuilder().sslContext(tls).build();
    }

    private Certificate certificate() throws Exception {
        return LanCertificate.in(dataDir.resolve("lan"), InetAddress.getByName("127.0.0.1"), Clock.systemUTC())
                .store()
                .getCertificate("lan");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return phone.send(
                HttpRequest.newBuilder(URI.create(origin + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a request exactly as given, and returns the whole response. */
    private String raw(String method, String path, String host, String headers) throws IOException {
        URI address = URI.create(origin);
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", address.getPort())) {
            socket.setSoTimeout(20_000);
            String request =
                    "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n".formatted(method, path, host, headers);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private String raw(String method, String path) throws IOException {
        return raw(method, path, URI.create(origin).getAuthority(), "");
    }

    @Test
    @DisplayName("A phone opens the clock page and its files")
    void servesTheClockPage() throws Exception {
        HttpResponse<String> page = get("/clock");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("connect-src 'self' " + origin.replace("https", "wss"));
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        var files = Pattern.compile("\"(/assets/[^\"]+)\"").matcher(page.body());
        int served = 0;
        while (files.find()) {
            assertThat(get(files.group(1)).statusCode()).as(files.group(1)).isEqualTo(200);
            served++;
        }
        assertThat(served).isPositive();
    }

    @Test
    void theFingerprintIsThatOfTheCertificate() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
        assertThat(listener.fingerprint())
                .contains(HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/call",
                "/graphql",
                "/api",
                "/api/session",
                "/api/sign-in/link",
                "/api/dev/mail",
                "/dev/mail",
                "/account",
                "/sign-in",
                "/m/6f1c2a54-0d38-4c0e-9a51-7b1d1f0a2c11",
                "/lab",
                "/status",
                "/actuator",
                "/actuator/health",
                "/error",
                "/clock/",
                "/clock/x",
                "/clock;a=b",
                "/clock/socket;a=b",
                "/clock/socket/",
                "/clock/../call",
                "/clock/../api/session",
                "/clock/%2e%2e/call",
                "/clock%2f..%2fcall",
                "/%63lock",
                "/%63all",
                "/%2e/call",
                "//call",
                "/clock//socket",
                "/./clock",
                "/CLOCK",
                "/assets",
                "/assets/",
                "/assets/../call",
                "/assets/..%2fcall",
                "/assets/%2e%2e/api/session",
                "/assets/..;/call",
                "/assets/..",
                "/assets/x/../../call",
                "/assets\\..\\call",
                "/favicon.ico",
                "/robots.txt",
                "http://localhost/call"
            })
    void everythingElseIsNotFound(String path) throws Exception {
        for (String method : new String[] {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"}) {
            String response = raw(method, path);
            assertThat(response).as(method + " " + path).matches(Pattern.compile("HTTP/1.1 40[04] .*", Pattern.DOTALL));
            assertThat(response).doesNotContain("<html", "Set-Cookie");
        }
    }

    @Test
    void onlyTheMethodsOfTheClockAreServed() throws Exception {
        assertThat(raw("POST", "/clock")).startsWith("HTTP/1.1 404");
        assertThat(raw("GET", "/clock/poll")).startsWith("HTTP/1.1 404");
        assertThat(raw("POST", "/clock/socket")).startsWith("HTTP/1.1 404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere.example", "localhost", "127.0.0.1", "127.0.0.1:1", ""})
    @DisplayName("A name that another site lets resolve to this machine is not answered")
    void otherHostsAreNotFound(String host) throws Exception {
        assertThat(raw("GET", "/clock", host, "")).matches(Pattern.compile("HTTP/1.1 40[04] .*", Pattern.DOTALL));
    }

    @Test
    @DisplayName("A request that opens a WebSocket of the call is not found")
    void theCallIsNotReachable() throws Exception {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        for (String path : new String[] {"/call", "/graphql"}) {
            String headers = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: " + origin + "\r\nCookie: "
                    + ada.cookieHeader() + "\r\n";
            assertThat(raw("GET", path, URI.create(origin).getAuthority(), headers))
                    .startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void theOtherListenerStaysAsItIs() {
        assertThat(people.stranger().get("/").statusCode()).isEqualTo(200);
        assertThat(people.stranger().get("/clock").statusCode()).isEqualTo(200);
        assertThat(people.stranger().get("/api/session").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("A clock link names this listener, and its socket and polls accept the link")
    void aPhoneShowsAClock() throws Exception {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        try (CallPage page = CallPage.join(ada, GraphQl.createMeeting(ada))) {
            JsonNode link = page.request("clockLink", Map.of());
            String url = link.path("lanUrl").asString();
            assertThat(url).startsWith(origin + "/clock#");
            assertThat(link.path("lanFingerprint").asString())
                    .isEqualTo(listener.fingerprint().orElseThrow());
            assertThat(link.path("reachable").asBoolean()).isTrue();
            String token = url.substring(url.indexOf('#') + 1);

            CompletableFuture<String> answer = new CompletableFuture<>();
            WebSocket socket = open(origin, answer);
            socket.sendText("{\"type\":\"open\",\"token\":\"" + token + "\"}", true)
                    .join();
            assertThat(answer.get(20, TimeUnit.SECONDS)).contains("\"opened\"");
            socket.abort();

            HttpResponse<String> polled = phone.send(
                    HttpRequest.newBuilder(URI.create(origin + "/clock/poll"))
                            .header("Content-Type", "application/json")
                            .header("Origin", origin)
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"token\":\"" + token + "\",\"messages\":[{\"type\":\"ping\",\"sentMs\":1}]}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(polled.body()).contains("\"opened\"", "\"pong\"");
        }
    }

    @Test
    void pagesOfOtherOriginsCannotOpenTheSocket() {
        for (String foreign :
                new String[] {"https://elsewhere.example", people.stranger().base(), "null"}) {
            assertThatThrownBy(() -> open(foreign, new CompletableFuture<>()))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class);
        }
    }

    private WebSocket open(String from, CompletableFuture<String> answer) {
        return phone.newWebSocketBuilder()
                .header("Origin", from)
                .buildAsync(URI.create(origin.replace("https", "wss") + "/clock/socket"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                        answer.complete(data.toString());
                        webSocket.request(1);
                        return null;
                    }
                })
                .join();
    }
}
