package org.chattycat.app.platform.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ChattyCatTest
class HardeningIT {
    @Autowired
    private People people;

    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping mappings;

    @Test
    void everyChangeRequiresTheCsrfToken() {
        TestBrowser ada = people.signIn("ada@hardening.example");
        Set<String> changes = Endpoints.changes(mappings);
        // Identified by the token of a link in its body, and by no cookie.
        assertThat(changes.remove("POST /clock/poll")).isTrue();
        // Identified by the token in its path: a media server sends no cookie.
        assertThat(changes.removeIf(endpoint -> endpoint.endsWith(" /api/recording-uploads/{token}")))
                .isTrue();
        for (String endpoint : changes) {
            HttpResponse<String> refused = ada.send(HttpRequest.newBuilder(ada.at(Endpoints.path(endpoint)))
                    .header("Content-Type", "application/json")
                    .method(Endpoints.method(endpoint), HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(refused.statusCode()).as(endpoint).isEqualTo(403);
            assertThat(refused.body()).as(endpoint).contains("FORBIDDEN");
        }
        assertThat(ada.session().get("signedIn").asBoolean()).isTrue();
    }

    @Test
    void sendsSecurityHeaders() {
        TestBrowser stranger = people.stranger();
        for (String path : new String[] {"/", "/m/00000000-0000-0000-0000-000000000000", "/api/session", "/graphql"}) {
            HttpResponse<String> page = stranger.get(path);
            String csp = header(page, "Content-Security-Policy");
            assertThat(csp)
                    .contains(
                            "default-src 'none'",
                            "object-src 'none'",
                            "base-uri 'none'",
                            "script-src 'self'",
                            "frame-ancestors 'none'",
                            "worker-src 'self'")
                    .contains("connect-src 'self' ws://localhost:")
                    .doesNotContain("unsafe", "*", "data:");
            assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(page, "X-Frame-Options")).isEqualTo("DENY");
            assertThat(header(page, "Referrer-Policy")).isEqualTo("same-origin");
            assertThat(header(page, "Permissions-Policy"))
                    .contains(
                            "camera=(self)",
                            "microphone=(self)",
                            "display-capture=(self)",
                            "publickey-credentials-create=(self)",
                            "publickey-credentials-get=(self)",
                            "screen-wake-lock=(self)",
                            "fullscreen=(self)",
                            "speaker-selection=(self)",
                            "geolocation=()");
            assertThat(header(page, "Strict-Transport-Security")).isEmpty();
        }
    }

    @Test
    void cachesAssetsButNotThePage() {
        TestBrowser stranger = people.stranger();
        HttpResponse<String> page = stranger.get("/clock");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        String asset = page.body().replaceAll("(?s).*src=\"(/assets/[^\"]+\\.js)\".*", "$1");
        assertThat(header(stranger.get(asset), "Cache-Control")).contains("max-age=31536000", "immutable");
        assertThat(page.body()).doesNotContainPattern("<script(?![^>]*src=)").doesNotContain("<style");
    }

    @Test
    void sendsThePrecompressedFiles() throws IOException {
        TestBrowser stranger = people.stranger();
        String asset = stranger.get("/").body().replaceAll("(?s).*src=\"(/assets/[^\"]+\\.js)\".*", "$1");
        for (String path : new String[] {"/", asset}) {
            HttpResponse<byte[]> plain = file(stranger, path, "identity", null);
            HttpResponse<byte[]> brotli = file(stranger, path, "gzip, deflate, br", null);
            HttpResponse<byte[]> gzip = file(stranger, path, "gzip", null);
            assertThat(header(plain, "Content-Encoding")).as(path).isEmpty();
            assertThat(header(brotli, "Content-Encoding")).as(path).isEqualTo("br");
            assertThat(header(gzip, "Content-Encoding")).as(path).isEqualTo("gzip");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                    .isEqualTo(plain.body());
            assertThat(brotli.body().length).as(path).isLessThan(gzip.body().length);
            for (HttpResponse<byte[]> file : List.of(plain, brotli, gzip)) {
                assertThat(file.headers().allValues("Vary")).as(path).contains("Accept-Encoding");
                assertThat(header(file, "Content-Type")).isEqualTo(header(plain, "Content-Type"));
                assertThat(header(file, "Cache-Control")).isEqualTo(header(plain, "Cache-Control"));
                assertThat(header(file, "Set-Cookie")).as(path).isEmpty();
            }
            assertThat(header(brotli, "ETag")).isNotEmpty().isNotEqualTo(header(gzip, "ETag"));
            assertThat(file(stranger, path, "br", header(brotli, "ETag")).statusCode())
                    .as(path)
                    .isEqualTo(304);
        }
    }

    @Test
    void acceptsTheCsrfTokenOnlyInItsHeader() {
        TestBrowser ada = people.signIn("ada@hardening.example");
        String token = ada.cookie("XSRF-TOKEN").orElseThrow();
        HttpResponse<String> asParameter = ada.send(HttpRequest.newBuilder(ada.at("/api/sign-out"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + token)));
        assertThat(asParameter.statusCode()).isEqualTo(403);
        HttpResponse<String> inTheQuery = ada.send(HttpRequest.newBuilder(ada.at("/api/sign-out?_csrf=" + token))
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(inTheQuery.statusCode()).isEqualTo(403);
        assertThat(ada.session().get("signedIn").asBoolean()).isTrue();
    }

    @Test
    void refusesChangesFromOtherSites() {
        TestBrowser ada = people.signIn("ada@hardening.example");
        for (String endpoint : Endpoints.changes(mappings)) {
            for (String[] foreign : new String[][] {
                {"Origin", "http://evil.example"}, {"Origin", "null"}, {"Sec-Fetch-Site", "cross-site"}
            }) {
                HttpResponse<String> refused = ada.send(HttpRequest.newBuilder(ada.at(Endpoints.path(endpoint)))
                        .header("Content-Type", "application/json")
                        .header("X-XSRF-TOKEN", ada.cookie("XSRF-TOKEN").orElseThrow())
                        .header(foreign[0], foreign[1])
                        .method(Endpoints.method(endpoint), HttpRequest.BodyPublishers.ofString("{}")));
                assertThat(refused.statusCode()).as(endpoint + foreign[1]).isEqualTo(403);
                assertThat(refused.body()).as(endpoint + foreign[1]).contains("FOREIGN_ORIGIN");
            }
        }
        HttpResponse<String> own = ada.send(HttpRequest.newBuilder(ada.at("/api/account/passkey-offer/skip"))
                .header("X-XSRF-TOKEN", ada.cookie("XSRF-TOKEN").orElseThrow())
                .header("Origin", ada.base())
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(own.statusCode()).isEqualTo(204);
    }

    @Test
    void refusesABearerTokenTogetherWithACookie() {
        TestBrowser ada = people.signIn("ada@hardening.example");
        HttpResponse<String> both =
                ada.send(HttpRequest.newBuilder(ada.at("/api/account")).header("Authorization", "bearer abc"));
        assertThat(both.statusCode()).isEqualTo(400);
        assertThat(both.body()).contains("TWO_CREDENTIALS");
        HttpResponse<String> alone = people.stranger()
                .send(HttpRequest.newBuilder(ada.at("/api/account")).header("Authorization", "Bearer abc"));
        assertThat(alone.statusCode()).isEqualTo(403);
        assertThat(alone.body()).contains("TOKEN_SCOPE");
    }

    @Test
    void unknownPathsGiveThePageOrAProblem() {
        for (TestBrowser browser : new TestBrowser[] {people.stranger(), people.signIn("bob@hardening.example")}) {
            HttpResponse<String> page =
                    browser.send(HttpRequest.newBuilder(browser.at("/nowhere")).header("Accept", "text/html,*/*"));
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(header(page, "Content-Type")).startsWith("text/html");
        }
        HttpResponse<String> problem = people.signIn("bob@hardening.example").get("/nowhere");
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(TestBrowser.json(problem).get("detail").asString()).isEqualTo("This page does not exist.");
    }

    @Test
    void refusesSocketsFromOtherSites() {
        TestBrowser ada = people.signIn("ada@hardening.example");
        for (String path : new String[] {"/call", "/graphql", "/clock/socket"}) {
            assertThat(upgrade(ada, path, "http://evil.example", "localhost"))
                    .as(path)
                    .startsWith("HTTP/1.1 403");
            assertThat(upgrade(ada, path, "null", "localhost")).as(path).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void acceptsOnlyItsOwnHostNames() {
        TestBrowser stranger = people.stranger();
        assertThat(raw(stranger, "GET /api/dev/mail HTTP/1.1\r\nHost: evil.example\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw(stranger, "GET /api/session HTTP/1.1\r\nHost: 127.0.0.1\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void theMailboxIsOnlyForThisMachine() {
        TestBrowser stranger = people.stranger();
        assertThat(stranger.get("/api/dev/mail").statusCode()).isEqualTo(200);
        for (String header : new String[] {"X-Forwarded-For", "Forwarded", "Via"}) {
            HttpResponse<String> proxied = stranger.send(
                    HttpRequest.newBuilder(stranger.at("/api/dev/mail")).header(header, "for=192.0.2.1"));
            assertThat(proxied.statusCode()).as(header).isEqualTo(404);
        }
    }

    @Test
    void refusesLongBodies() {
        TestBrowser stranger = people.stranger();
        HttpResponse<String> refused =
                stranger.postJson("/api/sign-in/link", Map.of("email", "a".repeat(70_000) + "@hardening.example"));
        assertThat(refused.statusCode()).isEqualTo(413);
    }

    @Test
    void errorsRevealNothingInternal() {
        TestBrowser stranger = people.stranger();
        HttpResponse<String> broken = stranger.send("POST", "/api/sign-in/link", "application/json", "{\"email\": [}");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).doesNotContain("jackson", "Exception", "org.");
        HttpResponse<String> xml = stranger.send("POST", "/api/sign-in/link", "text/xml", "<a/>");
        assertThat(xml.statusCode()).isEqualTo(415);
        assertThat(TestBrowser.json(xml).get("code").asString()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    private static HttpResponse<byte[]> file(TestBrowser browser, String path, String encodings, String known) {
        HttpRequest.Builder request = HttpRequest.newBuilder(browser.at(path)).header("Accept-Encoding", encodings);
        if (known != null) {
            request.header("If-None-Match", known);
        }
        try {
            return HttpClient.newHttpClient()
                    .send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String upgrade(TestBrowser browser, String path, String origin, String host) {
        return raw(
                browser,
                "GET " + path + " HTTP/1.1\r\nHost: " + host
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: " + origin + "\r\nCookie: "
                        + browser.cookieHeader() + "\r\n");
    }

    /** A request that a browser would not send. */
    private static String raw(TestBrowser browser, String head) {
        try (Socket socket = new Socket("127.0.0.1", browser.at("/").getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((head + "Accept: */*\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(12);
            return new String(answer, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
