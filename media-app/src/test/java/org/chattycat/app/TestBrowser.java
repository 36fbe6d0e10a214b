package org.chattycat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.chattycat.app.probe.WebSession;
import tools.jackson.databind.JsonNode;

/** A browser of somebody who can sign in: it reads the emails that it gets in the embedded mailbox. */
public final class TestBrowser extends WebSession {
    private static final long LIMIT_SECONDS = 30;
    private static final Pattern LINK_TOKEN = Pattern.compile("/sign-in#token=([A-Za-z0-9_-]+)");
    private static final Set<String> READ = ConcurrentHashMap.newKeySet();

    public TestBrowser(String base) {
        super(base);
    }

    public JsonNode session() {
        return json(get("/api/session"));
    }

    public UUID accountId() {
        return UUID.fromString(session().get("accountId").asString());
    }

    public void signIn(String email) {
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
                .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
                .until(() -> newestEmailTo(email, subject), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<JsonNode> newestEmailTo(String email, String subject) {
        for (JsonNode found : json(get("/api/dev/mail"))) {
            if (found.get("to").asString().equals(email)
                    && found.get("subject").asString().equals(subject)
                    && READ.add(base() + " " + found.get("id"))) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
