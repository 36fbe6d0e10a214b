package org.chattycat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.chattycat.app.identity.session.SessionEnded;
import org.chattycat.app.identity.token.TokenClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;

/** A second instance of the application on the same database. */
@ChattyCatTest
class TwoInstancesIT {
    @Autowired
    private People people;

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseClient database;

    private final List<String> endedAtOther = new CopyOnWriteArrayList<>();
    private SecondInstance other;

    @BeforeEach
    void startAnother() {
        ApplicationListener<PayloadApplicationEvent<Object>> listener = event -> {
            if (event.getPayload() instanceof SessionEnded ended) {
                endedAtOther.add(ended.key());
            }
        };
        other = SecondInstance.start(environment, listener);
    }

    @AfterEach
    void stopAnother() {
        other.close();
    }

    @Test
    void sessionsEndingsAndLimitsAreShared() {
        TestBrowser here = people.signIn("ada@two.example");
        TestBrowser there = other.browserOf(here);
        assertThat(there.session().get("email").asString()).isEqualTo("ada@two.example");

        String sessionId = new String(
                Base64.getDecoder().decode(here.cookie("chattycat").orElseThrow()), StandardCharsets.US_ASCII);
        String key = database.sql("select primary_id from spring_session where session_id = :id")
                .bind("id", sessionId)
                .map(row -> row.get("primary_id", String.class))
                .one()
                .block();
        assertThat(endedAtOther).doesNotContain(key);
        here.postForm("/api/sign-out", Map.of());
        Awaitility.await().until(() -> endedAtOther.contains(key));
        assertThat(there.session().get("signedIn").asBoolean()).isFalse();

        TestBrowser ben = people.signIn("ben@two.example");
        TokenClient token = TokenClient.create(ben, "READ", null);
        try (TestSocket socket = token.socket(there.base())) {
            token.revoke(ben);
            assertThat(socket.awaitClose(Duration.ofSeconds(2))).isEqualTo(4401);
        }

        TestBrowser[] turns = {people.stranger(), there};
        HttpResponse<String> answer = null;
        int sent = 0;
        do {
            answer = turns[sent % 2].postJson("/api/sign-in/link", Map.of("email", "victim@two.example"));
            sent++;
        } while (answer.statusCode() == 202 && sent < 30);
        assertThat(answer.statusCode()).isEqualTo(429);
        // The default is 10 in 15 minutes; a slow machine earns one more every 90 s.
        assertThat(sent).isBetween(11, 14);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 90L);
        assertThat(TestBrowser.json(answer).get("code").asString()).isEqualTo("TOO_MANY");
        assertThat(turns[sent % 2]
                        .postJson("/api/sign-in/link", Map.of("email", "victim@two.example"))
                        .statusCode())
                .isEqualTo(429);
    }
}
