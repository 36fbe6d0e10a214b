package org.chattycat.app.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.TestSocket;
import org.chattycat.app.call.GraphQl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Personal access tokens over HTTP and on sockets. What each scope gives is tested in AccessByTokenIT and AccessByPathIT. */
@ChattyCatTest
class AccessTokenIT {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final String LIST = "{ me { accessTokens { id name access meetingId expiresAt lastUsedAt } } }";

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    private TestBrowser ada;
    private UUID meeting;

    @BeforeEach
    void signIn() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@tokens.example");
        meeting = GraphQl.createMeeting(ada);
    }

    @Test
    void aTokenIsShownOnceListedUsedAndRevoked() {
        TokenClient token = TokenClient.create(ada, "READ", meeting);
        assertThat(token.secret()).matches("chattycat_[A-Za-z0-9_-]{43}");
        JsonNode listed = GraphQl.data(ada, LIST).at("/me/accessTokens/0");
        assertThat(listed.get("name").asString()).isEqualTo("a program");
        assertThat(listed.get("meetingId").asString()).isEqualTo(meeting.toString());
        assertThat(listed.get("lastUsedAt").isNull()).isTrue();
        assertThat(Instant.parse(listed.get("expiresAt").asString()))
                .isAfter(Instant.now().plus(Duration.ofHours(23)));
        assertThat(listed.toString()).doesNotContain(token.secret());
        assertThat(count("select count(*) as n from access_token where token_hash = sha256('" + token.secret()
                        + "'::bytea)"))
                .isEqualTo(1);
        assertThat(ada.emailTo(ada.session().get("email").asString(), "An access token was created for your account")
                        .get("text")
                        .asString())
                .contains("a program")
                .doesNotContain(token.secret());

        HttpResponse<String> used = token.ask("{ meetings { edges { node { id } } } }");
        assertThat(used.statusCode()).isEqualTo(200);
        assertThat(used.body()).contains(meeting.toString());
        assertThat(GraphQl.data(ada, LIST).at("/me/accessTokens/0/lastUsedAt").isNull())
                .isFalse();
        assertThat(token.send("GET", "/api/meetings/" + meeting + "/samples.csv", "")
                        .statusCode())
                .isEqualTo(200);

        token.revoke(ada);
        assertInvalid(token.ask("{ me { id } }"));
        assertInvalid(token.send("GET", "/api/meetings/" + meeting + "/samples.csv", ""));
        assertThat(GraphQl.data(ada, LIST).at("/me/accessTokens")).isEmpty();
        String events = ada.get("/api/account/data").body();
        assertThat(events).contains("TOKEN_CREATED", "TOKEN_REVOKED");
    }

    @Test
    void theExportOfAnotherMeetingIsNotFound() {
        UUID other = GraphQl.createMeeting(ada);
        TokenClient token = TokenClient.create(ada, "READ", meeting);
        assertThat(token.send("GET", "/api/meetings/" + other + "/samples.csv", "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTokenGivesNoMoreThanItsOwnerHas() {
        TestBrowser ben = people.signIn("ben-" + UUID.randomUUID() + "@tokens.example");
        execute("insert into meeting_member (meeting_id, account_id) values ('" + meeting + "', '" + ben.accountId()
                + "')");
        TokenClient token = TokenClient.create(ben, "READ_WRITE", meeting);
        String query = "{ meeting(id: \"%s\") { id } }".formatted(meeting);
        assertThat(token.ask(query).body()).contains(meeting.toString());
        assertThat(TestBrowser.json(token.ask(
                                "mutation { lockMeeting(meetingId: \"%s\", locked: true) { id } }".formatted(meeting)))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
        execute("update meeting_member set removed_at = now() where account_id = '" + ben.accountId() + "'");
        assertThat(token.ask(query).body()).doesNotContain(meeting.toString());
    }

    @Test
    void whatATokenDidIsInTheAuditLogUnderItsName() {
        TokenClient token = TokenClient.create(ada, "READ_WRITE", null);
        token.ask("mutation { lockMeeting(meetingId: \"%s\", locked: true) { id } }".formatted(meeting));
        assertThat(count("select count(*) as n from audit_event where kind = 'MEETING_LOCKED' and account_id = '"
                        + ada.accountId() + "' and browser = 'Access token a program'"))
                .isEqualTo(1);
    }

    @Test
    void anExpiredTokenIsRefusedAndItsSocketCloses() {
        TokenClient token = TokenClient.create(ada, "READ", null);
        try (TestSocket socket = token.socket(ada.base())) {
            execute("update access_token set expires_at = now() where id = '" + token.id() + "'");
            assertThat(socket.awaitClose(SOON)).isEqualTo(4401);
        }
        assertInvalid(token.ask("{ me { id } }"));
        assertThat(GraphQl.data(ada, LIST).at("/me/accessTokens"))
                .as("is still listed")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "chattycat_",
                "chattycat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "chattycat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' or true --",
            })
    void aTokenThatIsNotOneGetsAChallenge(String secret) {
        assertInvalid(TokenClient.with(ada.base(), secret).ask("{ me { id } }"));
        try (TestSocket socket = TokenClient.unidentified(ada.base())) {
            socket.send(Map.of("type", "connection_init", "payload", Map.of("Authorization", "Bearer " + secret)));
            assertThat(socket.awaitClose()).isEqualTo(4401);
        }
    }

    private static void assertInvalid(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Bearer realm=\"Chatty Cat\", error=\"invalid_token\", error_description=\"");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(TestBrowser.json(answer).get("code").asString()).isEqualTo("TOKEN_INVALID");
    }

    @Test
    void aRequestWithoutCredentialsGetsAChallengeWithoutAnError() {
        HttpResponse<String> answer = people.stranger().get("/api/meetings/" + meeting + "/samples.csv");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"Chatty Cat\"");
    }

    @Test
    void aSocketExecutesAsItsTokenAndClosesWhenItIsRevoked() {
        TokenClient token = TokenClient.create(ada, "READ", meeting);
        try (TestSocket socket = token.socket(ada.base())) {
            socket.send(Map.of(
                    "type",
                    "subscribe",
                    "id",
                    "1",
                    "payload",
                    Map.of("query", "{ meetings { edges { node { id } } } }")));
            assertThat(socket.await("next").toString()).contains(meeting.toString());
            socket.send(Map.of(
                    "type", "subscribe", "id", "2", "payload", Map.of("query", "mutation { createMeeting { id } }")));
            assertThat(socket.await("error").at("/payload/0/extensions/code").asString())
                    .isEqualTo("TOKEN_SCOPE");
            token.revoke(ada);
            assertThat(socket.awaitClose(SOON)).isEqualTo(4401);
        }
    }

    @Test
    void aSocketIsIdentifiedByExactlyOneCredential() {
        try (TestSocket nobody = TokenClient.unidentified(ada.base())) {
            nobody.send("{\"type\":\"connection_init\"}");
            assertThat(nobody.awaitClose()).isEqualTo(4401);
        }
        TokenClient token = TokenClient.create(ada, "READ", null);
        try (TestSocket both = new TestSocket(ada, "/graphql", "graphql-transport-ws")) {
            both.send(
                    Map.of("type", "connection_init", "payload", Map.of("Authorization", "Bearer " + token.secret())));
            assertThat(both.awaitClose()).isEqualTo(4400);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BAD_NAME | name: \" \", access: READ, days: 1",
                "BAD_NAME | name: \"a\\u0000b\", access: READ, days: 1",
                "INVALID_ARGUMENT | name: \"n\", access: READ, days: 0",
                "INVALID_ARGUMENT | name: \"n\", access: READ, days: 366",
                "INVALID_ARGUMENT | name: \"n\", access: READ, days: 1, meetingId: \"1\"",
                "NOT_FOUND | name: \"n\", access: READ, days: 1, meetingId: \"00000000-0000-4000-8000-000000000000\"",
            })
    void refusesToCreate(String code, String arguments) {
        JsonNode answer = GraphQl.ask(ada, "mutation { createAccessToken(" + arguments + ") { secret } }", Map.of());
        assertThat(answer.at("/errors/0/extensions/code").asString())
                .as(answer.toString())
                .isEqualTo(code);
    }

    @Test
    void anAccountHasAtMostTwentyTokens() {
        execute("insert into access_token (id, account_id, name, token_hash, access, created_at, expires_at)"
                + " select gen_random_uuid(), '" + ada.accountId() + "', 'n', sha256(gen_random_uuid()::text::bytea),"
                + " 'READ', now(), now() from generate_series(1, 20)");
        JsonNode answer = GraphQl.ask(
                ada, "mutation { createAccessToken(name: \"n\", access: READ, days: 1) { secret } }", Map.of());
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("TOO_MANY_TOKENS");
    }

    /** The dashboard cannot be opened here. Its queries can be run, and Infinity's query type says which members they need. */
    @Test
    void theGrafanaDashboardAsksWhatATokenMayRead() throws IOException {
        JsonNode dashboard = JsonMapper.builder().build().readTree(Path.of("../docs/grafana/latency.json"));
        List<JsonNode> targets = new ArrayList<>();
        dashboard.get("panels").forEach(panel -> panel.get("targets").forEach(targets::add));
        targets.add(dashboard.at("/templating/list/1/query/infinityQuery"));
        TokenClient token = TokenClient.create(ada, "READ", meeting);
        for (JsonNode target : targets) {
            assertThat(target.get("type").asString()).isEqualTo("graphql");
            assertThat(target.get("source").asString()).isEqualTo("url");
            assertThat(target.get("parser").asString()).isEqualTo("backend");
            assertThat(target.get("format").asString()).isEqualTo("table");
            assertThat(target.get("url").asString()).isEqualTo("/graphql");
            assertThat(target.at("/url_options/method").asString()).isEqualTo("POST");
            assertThat(target.at("/url_options/body_type").asString()).isEqualTo("graphql");
            assertThat(target.get("root_selector").asString()).isNotEmpty();
            for (JsonNode column : target.get("columns")) {
                assertThat(column.get("type").asString()).isIn("string", "number", "timestamp");
                assertThat(target.get("root_selector").asString())
                        .contains("\"" + column.get("selector").asString() + "\":");
            }
            String query = target.at("/url_options/body_graphql_query")
                    .asString()
                    .replace("${meeting}", meeting.toString())
                    .replace("${__from:date:iso}", "2026-01-01T00:00:00.000Z")
                    .replace("${__to:date:iso}", "2026-01-01T01:00:00.000Z");
            assertThat(query).doesNotContain("$");
            HttpResponse<String> answer = token.ask(query);
            assertThat(answer.body()).contains("\"data\":{\"meeting").doesNotContain("errors");
        }
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }

    private long count(String sql) {
        return database.sql(sql).map(row -> row.get("n", Long.class)).one().block();
    }
}
