package org.chattycat.app.platform.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.identity.token.TokenClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** What every path returns to another account, to a guest, and to a stranger. */
@ChattyCatTest
class AccessByPathIT {
    /**
     * The statuses for another account, a guest and a stranger, asked in this order. A path that is missing here fails the test: decide, then say
     * so. The other account sends the first one's ids, address and secrets.
     */
    private static final String DECISIONS = """
            GET /api/session 200 200 200
            GET /api/dev/mail 200 200 200
            POST /api/dev/mail/key 403 403 403
            POST /api/sign-in/link 202 202 202
            POST /api/sign-in/confirm 401 401 401
            GET /api/emails/{id} 200 200 200
            GET /api/sign-in/passkey/options 200 200 200
            POST /api/sign-in/passkey 401 401 401
            GET /api/meetings/{meetingId}/guests 200 200 200
            GET /api/meeting-codes/{code} 200 200 200
            GET /api/meetings/{meetingId}/samples.csv 404 403 401
            GET /api/meetings/{meetingId}/samples.jsonl 404 403 401
            GET /api/recordings/{id} 404 403 401
            PUT /api/recording-uploads/{token} 404 404 404
            POST /api/recording-uploads/{token} 404 404 404
            GET /api/account 200 403 401
            GET /api/account/data 200 403 401
            PATCH /api/account 200 403 401
            DELETE /api/account 400 403 401
            POST /api/account/passkey-offer/skip 204 403 401
            POST /api/account/email 202 403 401
            POST /api/account/email/confirm 400 403 401
            GET /api/account/sessions 200 403 401
            DELETE /api/account/sessions 204 403 401
            DELETE /api/account/sessions/{id} 404 403 401
            GET /api/account/passkeys 200 403 401
            GET /api/account/passkeys/options 200 403 401
            POST /api/account/passkeys 400 403 401
            PATCH /api/account/passkeys/{id} 404 403 401
            DELETE /api/account/passkeys/{id} 404 403 401
            GET /lab/jobs 200 200 200
            POST /lab/jobs 415 415 415
            GET /lab/jobs/{id} 404 404 404
            GET /lab/jobs/{id}/result 404 404 404
            DELETE /lab/jobs/{id} 404 404 404
            GET /call 400 400 401
            GET /clock/socket 400 400 400
            POST /clock/poll 200 200 200
            GET /graphql 405 403 401
            POST /graphql 400 403 401
            POST /api/meetings/{meetingId}/knock 200 200 401
            GET /api/meetings/{meetingId}/knock 200 200 401
            DELETE /api/meetings/{meetingId}/knock 204 204 401
            POST /api/meetings/{meetingId}/guests 409 201 201
            POST /api/sign-out 204 204 204
            """;

    private static final Pattern TOKEN = Pattern.compile("#email-token=([A-Za-z0-9_-]+)");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping mappings;

    /** Expected statuses by endpoint: for another account, a guest, and a stranger. */
    private final Map<String, int[]> decisions = new LinkedHashMap<>();

    private TestBrowser ada;
    private String email;
    private UUID meeting;
    private String code;
    private UUID passkey;
    private String session;
    private String emailId;
    private String emailToken;

    @BeforeEach
    void makeSomethingWorthHiding() {
        DECISIONS
                .lines()
                .map(line -> line.split(" "))
                .forEach(words -> decisions.put(words[0] + " " + words[1], new int[] {
                    Integer.parseInt(words[2]), Integer.parseInt(words[3]), Integer.parseInt(words[4])
                }));
        email = "ada-" + UUID.randomUUID() + "@paths.example";
        ada = people.signIn(email);
        ada.send("PATCH", "/api/account", "application/json", "{\"displayName\":\"Ada the Secret\"}");
        meeting = GraphQl.createMeeting(ada);
        GraphQl.data(ada, "mutation { allowGuests(meetingId: \"%s\", allowed: true) { id } }".formatted(meeting));
        code = GraphQl.data(ada, "{ meeting(id: \"%s\") { shortCode } }".formatted(meeting))
                .at("/meeting/shortCode")
                .asString();
        session = TestBrowser.json(ada.get("/api/account/sessions")).at("/0/id").asString();
        passkey = database.sql(
                        "insert into passkey (credential_id, account_id, name, attested_credential_data, counter,"
                                + " user_verified, backup_eligible, backed_up, transports, created_at)"
                                + " values (uuid_send(gen_random_uuid()), :account, 'Secret key', '\\x00', 0, true, false, false,"
                                + " '{}', now()) returning id")
                .bind("account", ada.accountId())
                .map(row -> row.get("id", UUID.class))
                .one()
                .block();
        emailId = TestBrowser.json(ada.postJson("/api/account/email", Map.of("email", "new-" + email)))
                .get("emailId")
                .asString();
        Matcher token = TOKEN.matcher(ada.emailTo("new-" + email, "Confirm your new email address")
                .get("text")
                .asString());
        assertThat(token.find()).isTrue();
        emailToken = token.group(1);
    }

    @Test
    void everyPathHasADecision() {
        assertThat(Endpoints.all(mappings)).isEqualTo(new TreeMap<>(decisions).keySet());
    }

    @Test
    void anotherAccountCannotReadOrChangeData() {
        TestBrowser eve = people.signIn("eve-" + UUID.randomUUID() + "@paths.example");
        assertDecided(eve, 0);
        assertUntouched();
    }

    @Test
    void aGuestCanOnlyUseTheCall() {
        TestBrowser gus = people.stranger();
        gus.postJson("/api/meetings/" + meeting + "/guests", Map.of("displayName", "Gus"));
        assertDecided(gus, 1);
        assertUntouched();
    }

    @Test
    void aStrangerCanOnlyUseOpenPaths() {
        assertDecided(people.stranger(), 2);
        assertUntouched();
    }

    @Test
    void aTokenCanUseGraphQlAndFilesOnly() {
        TokenClient token = TokenClient.create(ada, "READ_WRITE", null);
        decisions.keySet().stream()
                .filter(endpoint -> !endpoint.contains(" /lab") && !endpoint.contains(" /clock"))
                .forEach(endpoint -> {
                    String path = path(endpoint);
                    int expected = endpoint.startsWith("GET") && path.contains("/samples.")
                            ? 200
                            : endpoint.equals("POST /graphql")
                                    ? 400
                                    : endpoint.startsWith("GET /api/recordings/") ? 404 : 403;
                    HttpResponse<String> answer =
                            token.send(Endpoints.method(endpoint), path, JSON.writeValueAsString(body(path)));
                    assertThat(answer.statusCode()).as(endpoint + answer.body()).isEqualTo(expected);
                    assertThat(answer.headers().firstValue("Set-Cookie"))
                            .as(endpoint)
                            .isEmpty();
                });
        assertUntouched();
    }

    private void assertDecided(TestBrowser asker, int who) {
        List<String> secrets =
                List.of(ada.accountId().toString(), email, "Ada the Secret", session, passkey.toString());
        decisions.forEach((endpoint, statuses) -> {
            String path = path(endpoint);
            HttpResponse<String> answer = ask(asker, Endpoints.method(endpoint), path);
            assertThat(answer.statusCode()).as(endpoint + ": " + answer.body()).isEqualTo(statuses[who]);
            // An error may name the path that was asked for.
            secrets.stream()
                    .filter(secret -> !path.contains(secret))
                    .forEach(secret -> assertThat(answer.body()).as(endpoint).doesNotContain(secret));
        });
    }

    private String path(String endpoint) {
        String id = endpoint.contains("/sessions/")
                ? session
                : endpoint.contains("/emails/") ? emailId : passkey.toString();
        String path = endpoint.substring(endpoint.indexOf(' ') + 1)
                .replace("{meetingId}", meeting.toString())
                .replace("{code}", code)
                .replace("{token}", "unknown")
                .replace("{id}", id);
        assertThat(path).as("say here what to ask with").doesNotContain("{");
        return path;
    }

    private HttpResponse<String> ask(TestBrowser asker, String method, String path) {
        if (method.equals("GET")) {
            return asker.send(HttpRequest.newBuilder(asker.at(path)));
        }
        if (Set.of("/api/sign-in/confirm", "/api/sign-in/passkey", "/api/sign-out")
                .contains(path)) {
            return asker.postForm(path, Map.of("token", emailToken, "credentialId", "AAAA"));
        }
        return asker.send(method, path, "application/json", JSON.writeValueAsString(body(path)));
    }

    private Map<String, Object> body(String path) {
        if (path.startsWith("/api/account/passkeys")) {
            return Map.of(
                    "name", "Mine", "clientDataJSON", "AAAA", "attestationObject", "AAAA", "transports", List.of());
        }
        return Map.of("email", email, "token", emailToken, "displayName", "Mallory");
    }

    private void assertUntouched() {
        assertThat(TestBrowser.json(ada.get("/api/account")).get("displayName").asString())
                .isEqualTo("Ada the Secret");
        assertThat(TestBrowser.json(ada.get("/api/account")).get("email").asString())
                .isEqualTo(email);
        assertThat(TestBrowser.json(ada.get("/api/account/sessions"))).hasSize(1);
        assertThat(TestBrowser.json(ada.get("/api/account/passkeys"))
                        .at("/0/name")
                        .asString())
                .isEqualTo("Secret key");
        assertThat(ada.postJson("/api/account/email/confirm", Map.of("token", emailToken))
                        .statusCode())
                .as("the token was not used up")
                .isEqualTo(200);
    }
}
