package org.chattycat.app.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.chattycat.app.platform.limits.RateLimit;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What receivers can do to the server that posts to them. */
class PosterTest {
    private static final String BODY = "{\"event\":\"test\"}";

    private final Map<String, String> received = new ConcurrentHashMap<>();
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private Poster local;
    private Poster strict;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        local = new Poster(properties(true), new Targets(properties(true)));
        strict = new Poster(properties(false), new Targets(properties(false)));
    }

    @AfterEach
    void stop() throws IOException {
        testIsOver.countDown();
        server.stop(0);
        threads.shutdownNow();
        local.destroy();
        strict.destroy();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.put(path, body);
            switch (path) {
                case "/ok" -> exchange.sendResponseHeaders(204, -1);
                case "/error" -> exchange.sendResponseHeaders(503, -1);
                case "/redirect" -> {
                    exchange.getResponseHeaders().set("Location", "/ok");
                    exchange.sendResponseHeaders(307, -1);
                }
                case "/huge" -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] kilobyte = new byte[1024];
                    while (testIsOver.getCount() > 0) {
                        exchange.getResponseBody().write(kilobyte);
                    }
                }
                case "/drip" -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (!testIsOver.await(100, TimeUnit.MILLISECONDS)) {
                        exchange.getResponseBody().write(' ');
                        exchange.getResponseBody().flush();
                    }
                }
                case "/never" -> testIsOver.await();
                default -> exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anAnswerOfSuccessCounts() {
        assertThat(post(local, "/ok")).isEqualTo(new Poster.Outcome(204, null));
        assertThat(received).containsEntry("/ok", BODY);
    }

    @Test
    void otherAnswersDoNot() {
        assertThat(post(local, "/error")).isEqualTo(new Poster.Outcome(503, "It answered with the status 503."));
    }

    @Test
    void redirectsAreNotFollowed() {
        assertThat(post(local, "/redirect").status()).isEqualTo(307);
        assertThat(post(local, "/redirect").delivered()).isFalse();
        assertThat(received).containsOnlyKeys("/redirect");
    }

    @Test
    void aLongAnswerIsCutOff() {
        assertThat(post(local, "/huge").problem()).isEqualTo("Its answer is longer than 8192 bytes.");
    }

    @Test
    void noAnswerEndsTheAttempt() {
        assertThat(post(local, "/never").problem()).isEqualTo("It did not answer in time.");
    }

    /** Each byte arrives within the limit for reading, but not all of them within the total limit. */
    @Test
    void aSlowAnswerEndsTheAttempt() {
        assertThat(post(local, "/drip").problem()).isEqualTo("It did not answer in time.");
    }

    @Test
    void nobodyListens() throws IOException {
        URI closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }
        assertThat(local.post(closed, BODY, Map.of()).problem()).isEqualTo("It refused the connection.");
    }

    @Test
    void aServerWithoutTlsGetsNothing() {
        URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/ok");
        assertThat(local.post(url, BODY, Map.of()).delivered()).isFalse();
        assertThat(received).isEmpty();
    }

    /** Names and all spellings of addresses go the same way. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "2130706433", "[::ffff:127.0.0.1]"})
    void localAddressesAreRefused(String host) {
        URI url = URI.create("http://" + host + ":" + server.getAddress().getPort() + "/ok");
        assertThat(strict.post(url, BODY, Map.of())).satisfies(outcome -> assertThat(outcome.problem())
                .isIn("Its address is not on the public internet.", "Its host name could not be resolved."));
        assertThat(received).isEmpty();
    }

    /** The connection goes to the address that was checked, whatever the name would mean a moment later. */
    @Test
    void connectsToTheCheckedAddressOnly() throws IOException {
        AtomicReference<String> resolved = new AtomicReference<>();
        Targets rebinding = new Targets(properties(true)) {
            @Override
            public InetAddress[] resolve(String host) {
                if (!resolved.compareAndSet(null, host)) {
                    throw new AssertionError("resolved twice");
                }
                return new InetAddress[] {InetAddress.getLoopbackAddress()};
            }
        };
        Poster poster = new Poster(properties(true), rebinding);
        URI url = URI.create(
                "http://name-that-nobody-knows.invalid:" + server.getAddress().getPort() + "/ok");
        assertThat(poster.post(url, BODY, Map.of()).delivered()).isTrue();
        assertThat(resolved).hasValue("name-that-nobody-knows.invalid");
        poster.destroy();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "http://example.org/",
                "ftp://example.org/",
                "https:///path",
                "https://user:secret@example.org/",
                "https://example.org/#part",
                "https://example.org:0/",
                "https://example.org:70000/",
                "https://exa mple.org/",
                "file:///etc/passwd"
            })
    void otherUrlsAreRefused(String url) {
        assertThatThrownBy(() -> new Targets(properties(false)).read(url)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void webUrlsAreAccepted() {
        assertThat(new Targets(properties(false))
                        .read(" https://example.org:8443/a?b=c ")
                        .getHost())
                .isEqualTo("example.org");
    }

    private Poster.Outcome post(Poster poster, String path) {
        return poster.post(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), BODY, Map.of("X-Test", "1"));
    }

    private static WebhookProperties properties(boolean allowLocal) {
        RateLimit limit = new RateLimit(1, Duration.ofMinutes(1));
        return new WebhookProperties(
                allowLocal,
                5,
                limit,
                limit,
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                DataSize.ofKilobytes(8),
                4,
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                10,
                Duration.ofDays(1));
    }
}
