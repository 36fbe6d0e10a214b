package org.chattycat.app.latency.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.TestSocket;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.identity.token.TokenClient;
import org.chattycat.app.latency.history.MeasuredMeeting;
import org.chattycat.app.platform.database.ExpiringData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Links to histories and comparisons. What they show is in AccessByLinkIT. */
@ChattyCatTest
class SharedLinkIT {
    private static final String SHARED =
            "{ shared { expiresAt meeting { id } comparison { differences { verdict } } } }";

    private static final Duration SOON = Duration.ofSeconds(2);

    private static final String BAD_ARGUMENTS = """
            INVALID_ARGUMENT meetingId: "$m", days: 0
            INVALID_ARGUMENT meetingId: "$m", days: 366
            INVALID_ARGUMENT meetingId: "$m", days: 1, spans: []
            NOTHING_MEASURED meetingId: "$m", days: 1, spans: [{ meetingId: "$m" }, { meetingId: "$m" }]
            NOT_FOUND meetingId: "00000000-0000-4000-8000-000000000000", days: 1
            """;

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private List<ExpiringData> expiring;

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));
    private TestBrowser ada;
    private TestBrowser ben;
    private UUID meeting;

    @BeforeEach
    void createMeeting() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@share.example");
        ben = people.signIn("ben-" + UUID.randomUUID() + "@share.example");
        meeting = GraphQl.createMeeting(ada);
        execute("insert into meeting_member (meeting_id, account_id) values ('" + meeting + "', '" + ben.accountId()
                + "')");
    }

    private record Link(UUID id, TokenClient reader) {}

    private Link share(TestBrowser browser, String arguments) {
        JsonNode created = GraphQl.data(
                        browser,
                        "mutation { createSharedLink(meetingId: \"%s\", days: 7 %s) { token link { id createdBy comparison lastUsedAt } } }"
                                .formatted(meeting, arguments))
                .path("createSharedLink");
        return new Link(
                UUID.fromString(created.at("/link/id").asString()),
                TokenClient.with(ada.base(), created.path("token").asString()));
    }

    private static String codeOf(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asString();
    }

    private static void assertEnded(Link link) {
        HttpResponse<String> answer = link.reader.ask(SHARED);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(TestBrowser.json(answer).path("code").asString()).isEqualTo("TOKEN_INVALID");
    }

    private static JsonNode shown(Link link) {
        HttpResponse<String> answer = link.reader.ask(SHARED);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestBrowser.json(answer).at("/data/shared");
    }

    private List<String> listed(TestBrowser browser) {
        return GraphQl.data(
                        browser,
                        "{ meeting(id: \"%s\") { sharedLinks { id createdBy comparison expiresAt lastUsedAt } } }"
                                .formatted(meeting))
                .at("/meeting/sharedLinks")
                .findValuesAsString("id");
    }

    private String revoke(TestBrowser browser, Link link) {
        return codeOf(GraphQl.ask(browser, "mutation { revokeSharedLink(id: \"%s\") }".formatted(link.id), Map.of()));
    }

    @Test
    void linksAreListedAndRevokedByWhoMadeThemAndByTheHost() {
        Link adas = share(ada, "");
        Link bens = share(ben, "");
        assertThat(listed(ada)).containsExactlyInAnyOrder(adas.id.toString(), bens.id.toString());
        assertThat(listed(ben)).containsExactly(bens.id.toString());
        assertThat(shown(bens).at("/meeting/id").asString()).isEqualTo(meeting.toString());

        assertThat(revoke(people.signIn("eve-" + UUID.randomUUID() + "@share.example"), bens))
                .isEqualTo("NOT_FOUND");
        assertThat(revoke(ben, adas)).isEqualTo("NOT_FOUND");
        assertThat(revoke(ada, bens)).isEmpty();
        assertThat(revoke(ada, bens)).isEqualTo("NOT_FOUND");
        assertEnded(bens);
        assertThat(shown(adas).at("/meeting/id").asString()).isEqualTo(meeting.toString());
        assertThat(count(
                        "select count(*) as n from audit_event where kind in ('LINK_SHARED', 'SHARED_LINK_REVOKED') and detail"
                                + " = 'history of meeting " + meeting + "'"))
                .isEqualTo(3);
    }

    @Test
    void theDatabaseAndTheDownloadDoNotContainTheToken() {
        Link link = share(ada, "");
        assertThat(count("select count(*) as n from shared_link where token_hash = sha256('" + link.reader.secret()
                        + "'::bytea)"))
                .isEqualTo(1);
        shown(link);
        assertThat(count("select count(*) as n from shared_link where used_at is not null and id = '" + link.id + "'"))
                .isEqualTo(1);
        HttpResponse<String> download = ada.get("/api/account/data");
        assertThat(TestBrowser.json(download).path("sharedLinks").toString()).contains(meeting.toString());
        assertThat(download.body()).doesNotContain(link.reader.secret());
    }

    @Test
    void aLinkEndsWithItsTimeWithTheAccessOfItsAccountAndWithItsMeeting() {
        Link expired = share(ada, "");
        execute("update shared_link set expires_at = now() where id = '" + expired.id + "'");
        assertEnded(expired);
        assertThat(listed(ada)).isEmpty();
        Flux.fromIterable(expiring)
                .concatMap(ExpiringData::deleteExpired)
                .then()
                .block();
        assertThat(count("select count(*) as n from shared_link where id = '" + expired.id + "'"))
                .isZero();

        Link bens = share(ben, "");
        execute("update meeting_member set removed_at = now() where account_id = '" + ben.accountId() + "'");
        assertEnded(bens);

        Link adas = share(ada, "");
        GraphQl.data(ada, "mutation { deleteMeeting(meetingId: \"%s\") }".formatted(meeting));
        assertEnded(adas);
        assertThat(count("select count(*) as n from shared_link where meeting_id = '" + meeting + "'"))
                .isZero();
    }

    @Test
    void aComparisonShowsItsSpansAndEndsWithEachOfItsMeetings() {
        UUID other = GraphQl.createMeeting(ada);
        for (UUID one : List.of(meeting, other)) {
            MeasuredMeeting measured = new MeasuredMeeting(database, one);
            measured.storeSeconds(measured.join("Grace"), "OWN", start, 200, one == other ? 400 : 100, 1);
            execute("update participant set left_at = now() where meeting_id = '" + one + "'");
        }
        String spans = ", spans: [%s, %s]".formatted(span(meeting), span(other));
        Link link = share(ada, spans);
        assertThat(shown(link).at("/comparison/differences/0/verdict").asString())
                .isEqualTo("SLOWER");
        assertThat(codeOf(GraphQl.ask(
                        ben,
                        "mutation { createSharedLink(meetingId: \"%s\", days: 1 %s) { token } }"
                                .formatted(meeting, spans),
                        Map.of())))
                .as("Ben was not in the other meeting")
                .isEqualTo("NOT_FOUND");
        GraphQl.data(ada, "mutation { deleteMeeting(meetingId: \"%s\") }".formatted(other));
        assertEnded(link);
        assertThat(count("select count(*) as n from shared_span where meeting_id = '" + meeting + "'"))
                .isZero();
    }

    private String span(UUID of) {
        return "{ meetingId: \"%s\", range: { from: \"%s\", to: \"%s\" } }"
                .formatted(of, start, start.plusSeconds(200));
    }

    @Test
    void unknownLinksAreRefused() {
        TokenClient unknown = TokenClient.with(ada.base(), "chattyshare_" + "A".repeat(43));
        assertEnded(new Link(UUID.randomUUID(), unknown));
        try (TestSocket socket = TokenClient.unidentified(ada.base())) {
            socket.send(Map.of(
                    "type", "connection_init", "payload", Map.of("Authorization", "Bearer " + unknown.secret())));
            assertThat(socket.awaitClose()).isEqualTo(4401);
        }
    }

    @Test
    void openSocketsCloseWithinTwoSecondsWhenTheirLinkEnds() {
        Link revoked = share(ada, "");
        Link expired = share(ada, "");
        Link removed = share(ben, "");
        Link living = share(ada, "");
        try (TestSocket one = revoked.reader.socket(ada.base());
                TestSocket two = expired.reader.socket(ada.base());
                TestSocket three = removed.reader.socket(ada.base());
                TestSocket four = living.reader.socket(ada.base())) {
            revoke(ada, revoked);
            assertThat(one.awaitClose(SOON)).isEqualTo(4401);
            execute("update shared_link set expires_at = now() where id = '" + expired.id + "'");
            assertThat(two.awaitClose(SOON)).isEqualTo(4401);
            execute("update meeting_member set removed_at = now() where account_id = '" + ben.accountId() + "'");
            assertThat(three.awaitClose(SOON)).isEqualTo(4401);
            four.send(Map.of("type", "subscribe", "id", "1", "payload", Map.of("query", SHARED)));
            assertThat(four.await("next").toString()).contains(meeting.toString());
            GraphQl.data(ada, "mutation { deleteMeeting(meetingId: \"%s\") }".formatted(meeting));
            assertThat(four.awaitClose(SOON)).isEqualTo(4401);
        }
    }

    /** All in one meeting, because each needs people who are signed in. */
    @Test
    void badArgumentsHaveCodes() {
        BAD_ARGUMENTS.lines().map(line -> line.split(" ", 2)).forEach(words -> {
            String arguments = words[1].replace("$m", meeting.toString());
            JsonNode answer =
                    GraphQl.ask(ada, "mutation { createSharedLink(%s) { token } }".formatted(arguments), Map.of());
            assertThat(codeOf(answer)).as(arguments + answer).isEqualTo(words[0]);
        });
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }

    private long count(String sql) {
        return database.sql(sql).map(row -> row.get("n", Long.class)).one().block();
    }
}
