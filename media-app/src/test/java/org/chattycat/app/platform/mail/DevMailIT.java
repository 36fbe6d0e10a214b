package org.chattycat.app.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

@ChattyCatTest
class DevMailIT {
    @Autowired
    private People people;

    @Autowired
    private DevMail devMail;

    @Test
    void aBrowserReadsOnlyEmailsThatItRequested() {
        TestBrowser ada = people.stranger();
        ada.postJson("/api/sign-in/link", Map.of("email", "ada@devmail.example"));
        String token = ada.linkToken("ada@devmail.example");

        TestBrowser eve = people.stranger();
        assertThat(TestBrowser.json(eve.get("/api/dev/mail"))).isEmpty();
        // Not even with a link of one's own to the same address.
        eve.postJson("/api/sign-in/link", Map.of("email", "ada@devmail.example"));
        assertThat(eve.linkToken("ada@devmail.example")).isNotEqualTo(token);
        assertThat(eve.get("/api/dev/mail").body()).doesNotContain(token);
        assertThat(people.signIn("carl@devmail.example").get("/api/dev/mail").body())
                .doesNotContain(token);
    }

    @Test
    void aPageLearnsWhatBecameOfTheEmailAndNothingAboutTheAddress() {
        people.signIn("known@devmail.example");
        for (String email : List.of("known@devmail.example", "unknown@devmail.example")) {
            TestBrowser browser = people.stranger();
            JsonNode sent = TestBrowser.json(browser.postJson("/api/sign-in/link", Map.of("email", email)));
            assertThat(sent.propertyNames()).containsExactlyInAnyOrder("code", "emailId");
            browser.linkToken(email);
            Awaitility.await().untilAsserted(() -> {
                JsonNode state = TestBrowser.json(
                        browser.get("/api/emails/" + sent.get("emailId").asString()));
                assertThat(state.propertyNames()).containsExactlyInAnyOrder("state", "until");
                assertThat(state.get("state").asString()).isEqualTo("SENT");
            });
        }
        assertThat(people.stranger().get("/api/emails/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
        assertThat(people.stranger().get("/api/emails/guess").statusCode()).isEqualTo(400);
    }

    @Test
    void theKeyOpensTheMailboxForOneBrowser(@Value("${logging.file.name}") Path log) throws IOException {
        TestBrowser ada = people.signIn("ada@devmail.example");
        TestBrowser admin = people.stranger();
        String key = devMail.pathWithKey().orElseThrow().replace("/dev/mail#key=", "");

        HttpResponse<String> guessed = admin.postJson("/api/dev/mail/key", Map.of("key", "guess"));
        assertThat(guessed.statusCode()).isEqualTo(403);
        assertThat(TestBrowser.json(guessed).get("code").asString()).isEqualTo("KEY_INVALID");
        assertThat(admin.send("POST", "/api/dev/mail/key", "application/json", "{}")
                        .statusCode())
                .isEqualTo(403);

        HttpResponse<String> exchanged = admin.postJson("/api/dev/mail/key", Map.of("key", key));
        assertThat(exchanged.statusCode()).isEqualTo(204);
        assertThat(exchanged.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("chattycat-mail-")
                .contains("HttpOnly", "SameSite=Strict", "Path=/api/dev/mail")
                .doesNotContain(key));
        assertThat(admin.get("/api/dev/mail").body()).contains("ada@devmail.example", "#token=");

        assertThat(ada.postJson("/api/dev/mail/key", Map.of("key", key)).statusCode())
                .isEqualTo(403);
        assertThat(people.stranger().get("/api/dev/mail").body()).isEqualTo("[]");
        assertThat(Files.readString(log)).doesNotContain(key);
    }
}
