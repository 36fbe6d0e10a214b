package org.chattycat.app.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Effects of many requests from many client addresses on people who have an account. */
@ChattyCatTest
@TestPropertySource(
        properties = {
            // The forwarded header sets the client address.
            "server.forward-headers-strategy=native",
            "chattycat.sign-in.links-per-email-and-client.count=4",
            "chattycat.sign-in.links-per-email.count=8",
            "chattycat.audit.period=1000d",
            "chattycat.worker.embedded=false"
        })
class StrangersIT {
    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Test
    void oneClientCannotUseUpTheLinksOfAnother() {
        flood("192.0.2.10", "ada@strangers.example", 4);
        assertThat(ask(people.stranger(), "192.0.2.11", "ada@strangers.example").statusCode())
                .isEqualTo(202);
    }

    @Test
    void strangersDoNotAffectKnownBrowsers() {
        TestBrowser bob = people.signIn("bob@strangers.example");
        assertThat(bob.send("POST", "/api/sign-out", "application/json", "{}").statusCode())
                .isEqualTo(204);
        flood("192.0.2.20", "bob@strangers.example", 4);
        flood("192.0.2.21", "bob@strangers.example", 3);
        assertThat(ask(people.stranger(), "192.0.2.22", "bob@strangers.example").statusCode())
                .isEqualTo(429);

        assertThat(ask(bob, "192.0.2.20", "bob@strangers.example").statusCode()).isEqualTo(202);
        assertThat(bob.confirm(bob.linkToken("bob@strangers.example")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aKnownBrowserHasItsOwnLimit() {
        TestBrowser carl = people.signIn("carl@strangers.example");
        for (int i = 0; i < 4; i++) {
            assertThat(ask(carl, "192.0.2.3" + i, "carl@strangers.example").statusCode())
                    .isEqualTo(202);
        }
        assertThat(ask(carl, "192.0.2.39", "carl@strangers.example").statusCode())
                .isEqualTo(429);
    }

    @Test
    void aBrowserIsKnownOnlyToItsAccountAndAddress() {
        people.signIn("dora@strangers.example");
        TestBrowser eve = people.signIn("eve@strangers.example");
        flood("192.0.2.40", "dora@strangers.example", 4);
        assertThat(ask(eve, "192.0.2.40", "dora@strangers.example").statusCode())
                .isEqualTo(429);

        execute("update account set email = 'eve2@strangers.example' where email = 'eve@strangers.example'");
        flood("192.0.2.41", "eve@strangers.example", 4);
        flood("192.0.2.41", "eve2@strangers.example", 4);
        assertThat(ask(eve, "192.0.2.41", "eve@strangers.example").statusCode()).isEqualTo(429);
        assertThat(ask(eve, "192.0.2.41", "eve2@strangers.example").statusCode())
                .isEqualTo(429);
    }

    @Test
    void replacesAndDeletesTheSecretOfAKnownBrowser() {
        TestBrowser fay = people.signIn("fay@strangers.example");
        String first = fay.cookie("chattycat-known").orElseThrow();
        assertThat(fay.confirm(askForToken(fay, "fay@strangers.example")).statusCode())
                .isEqualTo(200);
        assertThat(fay.cookie("chattycat-known")).isPresent().get().isNotEqualTo(first);
        assertThat(count("select count(*) as n from known_browser where email = 'fay@strangers.example'"))
                .isEqualTo(1);
        JsonNode data = TestBrowser.json(fay.get("/api/account/data"));
        assertThat(data.get("knownBrowsers")).hasSize(1);
        assertThat(data.toString()).doesNotContain("secret");

        fay.send("DELETE", "/api/account", "application/json", "{\"email\":\"fay@strangers.example\"}");
        assertThat(count("select count(*) as n from known_browser where email = 'fay@strangers.example'"))
                .isZero();
    }

    @Test
    void floodsLeaveOneAuditRowPerBucket() {
        TestBrowser gina = people.signIn("gina@strangers.example");
        TestBrowser stranger = people.stranger();
        for (int i = 0; i < 60; i++) {
            attempt(stranger, "192.0.2.50");
        }
        for (int i = 0; i < 30; i++) {
            ask(stranger, "192.0.2.51", "gina@strangers.example");
        }
        assertThat(count("select count(*) as n from audit_event where kind <> 'LINK_SENT'"
                        + " and address in ('192.0.2.50', '192.0.2.51')"))
                .as("failed sign-ins of the one, refused links of the other")
                .isEqualTo(2);
        assertThat(count("select sum(times) as n from audit_event where kind <> 'LINK_SENT'"
                        + " and address in ('192.0.2.50', '192.0.2.51')"))
                .isEqualTo(60 + 26);

        JsonNode events = TestBrowser.json(gina.get("/api/account/data")).get("events");
        assertThat(events.valueStream()
                        .filter(event -> event.get("kind").asString().equals("RATE_LIMITED"))
                        .map(event -> event.get("times").asInt()))
                .containsExactly(26);
    }

    private void flood(String client, String email, int links) {
        TestBrowser stranger = people.stranger();
        for (int i = 0; i < links; i++) {
            assertThat(ask(stranger, client, email).statusCode()).isEqualTo(202);
        }
        if (links == 4) {
            assertThat(ask(stranger, client, email).statusCode()).isEqualTo(429);
        }
    }

    private static HttpResponse<String> ask(TestBrowser browser, String client, String email) {
        return post(browser, client, "/api/sign-in/link", "application/json", "{\"email\":\"" + email + "\"}");
    }

    private static void attempt(TestBrowser browser, String client) {
        post(browser, client, "/api/sign-in/confirm", "application/x-www-form-urlencoded", "token=guess");
    }

    private static HttpResponse<String> post(
            TestBrowser browser, String client, String path, String type, String body) {
        if (browser.cookie("XSRF-TOKEN").isEmpty()) {
            browser.session();
        }
        return browser.send(HttpRequest.newBuilder(browser.at(path))
                .header("Content-Type", type)
                .header("X-XSRF-TOKEN", browser.cookie("XSRF-TOKEN").orElseThrow())
                .header("X-Forwarded-For", client)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String askForToken(TestBrowser browser, String email) {
        browser.postJson("/api/sign-in/link", Map.of("email", email));
        return browser.linkToken(email);
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }

    private long count(String sql) {
        return database.sql(sql)
                .map(row -> row.get("n", Number.class).longValue())
                .one()
                .block();
    }
}
