package org.chattycat.app.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP client that behaves like a browser: it has cookies and sends the CSRF token back as a header. */
public class WebSession {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(LIMIT).build();
    private final String base;

    /** @param base scheme, host and port of the installation */
    public WebSession(String base) {
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
        if (csrfToken().isEmpty()) {
            get("/api/session");
        }
        return send(HttpRequest.newBuilder(at(path))
                .header("Content-Type", contentType)
                .header("X-XSRF-TOKEN", csrfToken().orElse(""))
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Sends exactly this request, with cookies. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private Optional<String> csrfToken() {
        return cookie("XSRF-TOKEN").or(() -> cookie("__Host-XSRF-TOKEN"));
    }
}
