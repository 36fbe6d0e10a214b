package org.chattycat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP client that behaves like a browser: it has cookies and sends the CSRF token back as a header. */
public final class TestBrowser {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern LINK_TOKEN = Pattern.compile("/sign-in#token=([A-Za-z0-9_-]+)");
    private static final Set<String> READ = ConcurrentHashMap.newKeySet();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(LIMIT).build();
    private final String base;

    public TestBrowser(String base) {
        this.base = base;
    }

    public String base() {
        return base;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(at(path)).GET());
    }

    public HttpResponse<String> postJson(String path, Object body) {
        return send("POST", path, "application/json", JSON.writeValueAsString(body));
    }

    public HttpResponse<String> postForm(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send("POST", path, "application/x-www-form-urlencoded", form);
    }

    /** Sends a request that changes something, with the CSRF token. */
    public HttpResponse<String> send(String method, String path, String contentType, String body) {
        if (cookie("XSRF-TOKEN").isEmpty()) {
            get("/api/session");
        }
        return send(HttpRequest.newBuilder(at(path))
                .header("Content-Type", contentType)
                .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN").orElse(""))
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Sends exactly this request, with cookies. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public URI at(String path) {
        return URI.create(base + path);
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    public JsonNode session() {
        return json(get("/api/session"));
    }

    public UUID accountId() {
        return UUID.fromString(session().get("accountId").asString());
    }

    /** The Cookie header of this browser, for WebSockets. */
    public String cookieHeader() {
        return cookies.getCookieStore().get(URI.create(base)).stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().get(URI.create(base)).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    public void setCookie(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(base), cookie);
    }

    void signIn(String email) {
        assertThat(postJson("/api/sign-in/link", Map.of("email", email)).statusCode())
                .isEqualTo(202);
        HttpResponse<String> confirmed = confirm(linkToken(email));
        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
    }

    public HttpResponse<String> confirm(String linkToken) {
        return postForm("/api/sign-in/confirm", Map.of("token", linkToken));
    }

    /** Waits for the newest link that was sent to an address, and returns its token. */
    public String linkToken(String email) {
        Matcher matcher = LINK_TOKEN.matcher(
                emailTo(email, "Sign in to Chatty Cat").get("text").asString());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /** Waits for the newest email with this subject to an address that no test has read yet. */
    public JsonNode emailTo(String email, String subject) {
        return Awaitility.await()
                .atMost(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .until(() -> newestEmailTo(email, subject), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<JsonNode> newestEmailTo(String email, String subject) {
        for (JsonNode found : json(get("/api/dev/mail"))) {
            if (found.get("to").asString().equals(email)
                    && found.get("subject").asString().equals(subject)
                    && READ.add(base + " " + found.get("id"))) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
