package org.chattycat.app.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@ChattyCatTest
@Tag("alone")
class SignInIT {
    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Test
    void signsUpAndInByLink() {
        TestBrowser ada = people.stranger();
        assertThat(ada.session().get("signedIn").asBoolean()).isFalse();
        assertThat(ada.session().get("devMail").asBoolean()).isTrue();

        HttpResponse<String> sent = ada.postJson("/api/sign-in/link", Map.of("email", " Ada@signin.Example "));
        assertThat(sent.statusCode()).isEqualTo(202);
        HttpResponse<String> confirmed = ada.confirm(ada.linkToken("ada@signin.example"));

        assertThat(confirmed.statusCode()).isEqualTo(200);
        assertThat(TestBrowser.json(confirmed).get("email").asString()).isEqualTo("ada@signin.example");
        assertThat(ada.session().get("signedIn").asBoolean()).isTrue();
        assertThat(ada.session().get("displayName").asString()).isEqualTo("ada");
        assertThat(people.signIn("ada@signin.example").accountId()).isEqualTo(ada.accountId());
    }

    @Test
    void aLinkWorksOnce() {
        TestBrowser bob = people.stranger();
        bob.postJson("/api/sign-in/link", Map.of("email", "bob@signin.example"));
        String token = bob.linkToken("bob@signin.example");
        assertThat(bob.confirm(token).statusCode()).isEqualTo(200);

        HttpResponse<String> again = people.stranger().confirm(token);

        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(TestBrowser.json(again).get("code").asString()).isEqualTo("LINK_INVALID");
    }

    @Test
    void aLinkInAnotherBrowserRequiresTheCode() {
        TestBrowser laptop = people.stranger();
        TestBrowser phone = people.stranger();
        HttpResponse<String> sent = laptop.postJson("/api/sign-in/link", Map.of("email", "eve@signin.example"));
        String code = TestBrowser.json(sent).get("code").asString();
        String token = laptop.linkToken("eve@signin.example");

        assertThat(TestBrowser.json(phone.confirm(token)).get("code").asString())
                .isEqualTo("CODE_NEEDED");
        HttpResponse<String> wrong = phone.postForm("/api/sign-in/confirm", Map.of("token", token, "code", "x"));
        HttpResponse<String> right = phone.postForm("/api/sign-in/confirm", Map.of("token", token, "code", code));

        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(phone.session().get("signedIn").asBoolean()).isTrue();
        assertThat(laptop.session().get("signedIn").asBoolean()).isFalse();
    }

    @Test
    void wrongCodesInvalidateTheLink() {
        TestBrowser laptop = people.stranger();
        TestBrowser phone = people.stranger();
        HttpResponse<String> sent = laptop.postJson("/api/sign-in/link", Map.of("email", "mallory@signin.example"));
        String code = TestBrowser.json(sent).get("code").asString();
        String token = laptop.linkToken("mallory@signin.example");
        for (int guess = 0; guess < 4; guess++) {
            assertThat(phone.postForm("/api/sign-in/confirm", Map.of("token", token, "code", "no"))
                            .statusCode())
                    .isEqualTo(403);
        }

        assertThat(phone.postForm("/api/sign-in/confirm", Map.of("token", token, "code", "no"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(phone.postForm("/api/sign-in/confirm", Map.of("token", token, "code", code))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anExpiredLinkIsInvalid() {
        TestBrowser fred = people.stranger();
        fred.postJson("/api/sign-in/link", Map.of("email", "fred@signin.example"));
        String token = fred.linkToken("fred@signin.example");
        database.sql("update sign_in_token set expires_at = now() - interval '1 second' where email = :email")
                .bind("email", "fred@signin.example")
                .fetch()
                .rowsUpdated()
                .block();

        assertThat(fred.confirm(token).statusCode()).isEqualTo(401);
    }

    @Test
    void exactlyOneOfSeveralConcurrentUsesSucceeds() throws InterruptedException {
        TestBrowser gina = people.stranger();
        gina.postJson("/api/sign-in/link", Map.of("email", "gina@signin.example"));
        String token = gina.linkToken("gina@signin.example");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Integer>> uses =
                    Collections.nCopies(6, () -> gina.confirm(token).statusCode());
            List<Integer> statuses = threads.invokeAll(uses).stream()
                    .map(use -> {
                        try {
                            return use.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
            // The successful request gets a new CSRF token, so others may be refused before their link is checked.
            assertThat(statuses).filteredOn(status -> status != 200).allMatch(status -> status == 401 || status == 403);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRequestDoesNotRevealWhetherAnAccountExists() {
        people.signIn("known@signin.example");
        TestBrowser asker = people.stranger();
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            known.add(nanosOfAsking(asker, "known@signin.example"));
            unknown.add(nanosOfAsking(asker, "unknown-" + i + "@signin.example"));
        }
        Collections.sort(known);
        Collections.sort(unknown);
        long difference = Math.abs(known.get(4) - unknown.get(4));
        assertThat(difference)
                .as("medians in ns: known %s, unknown %s", known.get(4), unknown.get(4))
                .isLessThan(Math.max(20_000_000L, known.get(4) / 2));
    }

    private static long nanosOfAsking(TestBrowser asker, String email) {
        long start = System.nanoTime();
        HttpResponse<String> answer = asker.postJson("/api/sign-in/link", Map.of("email", email));
        long took = System.nanoTime() - start;
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).matches("\\{\"code\":\"\\d{4}\",\"emailId\":\"[-0-9a-f]{36}\"}");
        return took;
    }

    @Test
    void theLinkContainsTheConfiguredUrl() {
        TestBrowser hugo = people.stranger();
        hugo.send("POST", "/api/sign-in/link", "application/json", "{\"email\":\"hugo@signin.example\"}");
        assertThat(hugo.emailTo("hugo@signin.example", "Sign in to Chatty Cat")
                        .get("text")
                        .asString())
                .contains(hugo.base() + "/sign-in#token=");
    }

    @Test
    void signsOut() {
        TestBrowser dan = people.signIn("dan@signin.example");

        assertThat(dan.postForm("/api/sign-out", Map.of()).statusCode()).isEqualTo(204);

        assertThat(dan.session().get("signedIn").asBoolean()).isFalse();
    }

    @Test
    void refusesAnInvalidAddress() {
        HttpResponse<String> refused = people.stranger().postJson("/api/sign-in/link", Map.of("email", "nobody"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(TestBrowser.json(refused).get("detail").asString()).isEqualTo("This is not a valid email address.");
    }

    @Test
    void everythingElseRequiresASignIn() {
        TestBrowser stranger = people.stranger();
        for (String path : new String[] {"/graphql", "/call", "/api/anything", "/actuator/health"}) {
            HttpResponse<String> refused = stranger.get(path);
            assertThat(refused.statusCode()).as(path).isEqualTo(401);
            assertThat(TestBrowser.json(refused).get("code").asString()).isEqualTo("SIGN_IN");
        }
    }

    @Test
    void aPostWithoutTheCsrfTokenIsRefused() {
        TestBrowser stranger = people.stranger();
        HttpResponse<String> refused = stranger.send(HttpRequest.newBuilder(stranger.at("/api/sign-in/link"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"email\":\"ada@signin.example\"}")));

        assertThat(refused.statusCode()).isEqualTo(403);
    }
}
