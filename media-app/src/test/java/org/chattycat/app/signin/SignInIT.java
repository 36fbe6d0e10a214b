package org.chattycat.app.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChattyCatTest
class SignInIT {
    @Autowired
    private People people;

    @Test
    void signsUpAndInByLink() {
        TestBrowser ada = people.stranger();
        assertThat(ada.session().get("signedIn").asBoolean()).isFalse();
        assertThat(ada.session().get("devMail").asBoolean()).isTrue();

        HttpResponse<String> sent = ada.postJson("/api/sign-in/link", Map.of("email", " Ada@Example.org "));
        assertThat(sent.statusCode()).isEqualTo(202);
        HttpResponse<String> confirmed = ada.confirm(ada.linkToken("ada@example.org"));

        assertThat(confirmed.statusCode()).isEqualTo(200);
        assertThat(TestBrowser.json(confirmed).get("email").asString()).isEqualTo("ada@example.org");
        assertThat(ada.session().get("signedIn").asBoolean()).isTrue();
        assertThat(ada.session().get("displayName").asString()).isEqualTo("ada");
        assertThat(people.signIn("ada@example.org").accountId()).isEqualTo(ada.accountId());
    }

    @Test
    void aLinkWorksOnce() {
        TestBrowser bob = people.stranger();
        bob.postJson("/api/sign-in/link", Map.of("email", "bob@example.org"));
        String token = bob.linkToken("bob@example.org");
        assertThat(bob.confirm(token).statusCode()).isEqualTo(200);

        HttpResponse<String> again = people.stranger().confirm(token);

        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(TestBrowser.json(again).get("code").asString()).isEqualTo("LINK_INVALID");
    }

    @Test
    void aLinkOpenedElsewhereNeedsTheCode() {
        TestBrowser laptop = people.stranger();
        TestBrowser phone = people.stranger();
        HttpResponse<String> sent = laptop.postJson("/api/sign-in/link", Map.of("email", "eve@example.org"));
        String code = TestBrowser.json(sent).get("code").asString();
        String token = laptop.linkToken("eve@example.org");

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
    void guessingTheCodeKillsTheLink() {
        TestBrowser laptop = people.stranger();
        TestBrowser phone = people.stranger();
        HttpResponse<String> sent = laptop.postJson("/api/sign-in/link", Map.of("email", "mallory@example.org"));
        String code = TestBrowser.json(sent).get("code").asString();
        String token = laptop.linkToken("mallory@example.org");
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
    void signsOut() {
        TestBrowser dan = people.signIn("dan@example.org");

        assertThat(dan.postForm("/api/sign-out", Map.of()).statusCode()).isEqualTo(204);

        assertThat(dan.session().get("signedIn").asBoolean()).isFalse();
    }

    @Test
    void refusesWhatIsNoAddress() {
        HttpResponse<String> refused = people.stranger().postJson("/api/sign-in/link", Map.of("email", "nobody"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(TestBrowser.json(refused).get("detail").asString())
                .isEqualTo("This does not look like an e-mail address.");
    }

    @Test
    void everythingElseNeedsSignIn() {
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
                .POST(HttpRequest.BodyPublishers.ofString("{\"email\":\"ada@example.org\"}")));

        assertThat(refused.statusCode()).isEqualTo(403);
    }
}
