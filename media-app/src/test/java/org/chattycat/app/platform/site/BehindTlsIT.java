package org.chattycat.app.platform.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What changes behind a proxy that terminates TLS. */
@ChattyCatTest
@TestPropertySource(properties = {"chattycat.public-url=https://localhost", "chattycat.worker.embedded=false"})
class BehindTlsIT {
    @Autowired
    private People people;

    @Test
    void everyCookieIsLimitedToThisHostAndTls() {
        TestBrowser stranger = people.stranger();
        HttpResponse<String> session = stranger.get("/api/session");
        assertThat(cookie(session, "__Host-XSRF-TOKEN"))
                .contains("; Secure", "; Path=/")
                .doesNotContain("Domain");
        HttpResponse<String> options = stranger.get("/api/sign-in/passkey/options");
        assertThat(cookie(options, "__Host-chattycat"))
                .contains("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/")
                .doesNotContain("Domain");
        assertThat(TestBrowser.json(options).get("rpId").asString()).isEqualTo("localhost");
    }

    @Test
    void browsersMustUseTls() {
        HttpResponse<String> page = people.stranger().get("/");
        assertThat(page.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("connect-src 'self' wss://localhost;");
    }

    private static String cookie(HttpResponse<String> response, String name) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(name + " in " + response.headers().map()));
    }
}
