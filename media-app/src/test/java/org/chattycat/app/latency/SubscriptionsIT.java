package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.latency.history.MeasuredMeeting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** Subscriptions to the changes of a meeting and to the quality of its videos. */
@ChattyCatTest
class SubscriptionsIT {
    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    private TestBrowser host;
    private TestBrowser member;
    private UUID meeting;

    @BeforeEach
    void createMeeting() {
        host = people.signIn("host-" + UUID.randomUUID() + "@example.org");
        member = people.signIn("member-" + UUID.randomUUID() + "@example.org");
        meeting = GraphQl.createMeeting(host);
        execute("insert into meeting_member (meeting_id, account_id) values ('" + meeting + "', '" + member.accountId()
                + "')");
    }

    @Test
    void reportsEachChangeOfAMeeting() {
        UUID grace = UUID.randomUUID();
        String graceOnly = " where id = '" + grace + "'";
        try (GraphQlSocket socket = changes()) {
            assertThat(next(socket).toString())
                    .as("the present state")
                    .isEqualTo("{\"kinds\":[],\"title\":null,\"locked\":false,\"guestsAllowed\":false,"
                            + "\"waitingRoom\":false,\"stampsRequested\":false,\"startedAt\":null,\"endedAt\":null,\"present\":[],\"joined\":[],"
                            + "\"left\":[]}");
            host("renameMeeting(meetingId: \"%s\", title: \"Weekly\") { id }");
            JsonNode renamed = next(socket);
            assertThat(renamed.get("kinds").toString()).isEqualTo("[\"TITLE\"]");
            assertThat(renamed.get("title").asString()).isEqualTo("Weekly");
            host("lockMeeting(meetingId: \"%s\", locked: true) { id }");
            JsonNode locked = next(socket);
            assertThat(locked.get("kinds").toString()).isEqualTo("[\"LOCKED\"]");
            assertThat(locked.get("locked").asBoolean()).isTrue();
            host("allowGuests(meetingId: \"%s\", allowed: true) { id }");
            JsonNode opened = next(socket);
            assertThat(opened.get("kinds").toString()).isEqualTo("[\"GUESTS_ALLOWED\"]");
            assertThat(opened.get("guestsAllowed").asBoolean()).isTrue();
            host("setWaitingRoom(meetingId: \"%s\", on: true) { id }");
            JsonNode guarded = next(socket);
            assertThat(guarded.get("kinds").toString()).isEqualTo("[\"WAITING_ROOM\"]");
            assertThat(guarded.get("waitingRoom").asBoolean()).isTrue();
            host("requestStamps(meetingId: \"%s\", requested: true) { id }");
            assertThat(next(socket).get("kinds").toString()).isEqualTo("[\"STAMPS_REQUESTED\"]");

            execute("insert into participant (id, meeting_id, display_name, resume_token_hash) values ('" + grace
                    + "', '" + meeting + "', 'Grace', sha256(gen_random_uuid()::text::bytea))");
            JsonNode joined = next(socket);
            assertThat(joined.get("kinds").toString()).isEqualTo("[\"JOINED\"]");
            assertThat(joined.at("/joined/0/displayName").asString()).isEqualTo("Grace");
            assertThat(joined.at("/present/0/id").asString()).isEqualTo(grace.toString());
            assertThat(joined.get("startedAt").isNull()).isFalse();
            execute("update participant set hand_raised_at = now()" + graceOnly);
            JsonNode raised = next(socket);
            assertThat(raised.get("kinds").toString()).isEqualTo("[\"HANDS\"]");
            assertThat(raised.at("/present/0/handRaisedAt").isNull()).isFalse();
            execute("insert into co_host (meeting_id, account_id) values ('" + meeting + "', '" + member.accountId()
                    + "')");
            assertThat(next(socket).get("kinds").toString()).isEqualTo("[\"CO_HOSTS\"]");
            // This changes the room and nothing that a subscriber sees.
            execute("update participant set muted_by_host_at = now()" + graceOnly);
            execute("update participant set left_at = clock_timestamp()" + graceOnly);
            JsonNode left = next(socket);
            assertThat(left.get("kinds").values())
                    .extracting(JsonNode::asString)
                    .containsExactlyInAnyOrder("LEFT", "ENDED");
            assertThat(left.at("/left/0/displayName").asString()).isEqualTo("Grace");
            assertThat(left.get("present").isEmpty()).isTrue();
            assertThat(left.get("endedAt").isNull()).isFalse();
            // Whoever came and went between two readings is not missed.
            execute("insert into participant (id, meeting_id, display_name, resume_token_hash, left_at)"
                    + " values (gen_random_uuid(), '" + meeting
                    + "', 'Ben', sha256(gen_random_uuid()::text::bytea), clock_timestamp())");
            JsonNode passed = next(socket);
            assertThat(passed.at("/joined/0/displayName").asString()).isEqualTo("Ben");
            assertThat(passed.at("/left/0/displayName").asString()).isEqualTo("Ben");
        }
    }

    @Test
    void givesOutTheWindowsThatAreStored() {
        MeasuredMeeting measured = new MeasuredMeeting(database, meeting);
        UUID other = GraphQl.createMeeting(host);
        try (GraphQlSocket socket = GraphQlSocket.open(member)) {
            socket.subscribe(
                    "subscription { videoQualityMeasured(meetingId: \"" + meeting + "\") { meetingId publicationId"
                            + " startsAt bitsPerSecond lossPercent framesPerSecond freezes brightness mediaServerMs } }");
            JsonNode window = socket.awaitNextWhile(() -> {
                        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
                        new MeasuredMeeting(database, other).storeQuality(UUID.randomUUID(), now, 1);
                        measured.storeQuality(UUID.randomUUID(), now, 1);
                    })
                    .at("/payload/data/videoQualityMeasured");
            assertThat(window.get("meetingId").asString()).isEqualTo(meeting.toString());
            assertThat(window.get("bitsPerSecond").asDouble()).isEqualTo(240_000);
            assertThat(window.get("lossPercent").asDouble()).isEqualTo(2);
            assertThat(window.get("framesPerSecond").asDouble()).isEqualTo(30);
            assertThat(window.get("freezes").asInt()).isEqualTo(1);
            assertThat(window.get("brightness").asDouble()).isEqualTo(120);
            assertThat(window.get("mediaServerMs").isNull()).isTrue();
        }
    }

    @Test
    void endsWithTheAccess() {
        try (GraphQlSocket changed = changes();
                GraphQlSocket quality = GraphQlSocket.open(member)) {
            next(changed);
            quality.subscribe("subscription { videoQualityMeasured(meetingId: \"" + meeting + "\") { startsAt } }");
            quality.awaitNextWhile(() -> new MeasuredMeeting(database, meeting)
                    .storeQuality(UUID.randomUUID(), Instant.now().truncatedTo(ChronoUnit.SECONDS), 1));
            execute("update meeting_member set removed_at = now() where account_id = '" + member.accountId() + "'");
            changed.await("complete");
            quality.await("complete");
        }
    }

    private GraphQlSocket changes() {
        GraphQlSocket socket = GraphQlSocket.open(member);
        socket.subscribe("subscription { meetingChanged(meetingId: \"" + meeting
                + "\") { kinds title locked guestsAllowed waitingRoom stampsRequested startedAt endedAt present { id displayName handRaisedAt }"
                + " joined { displayName } left { displayName } } }");
        return socket;
    }

    private static JsonNode next(GraphQlSocket socket) {
        return socket.await("next").at("/payload/data/meetingChanged");
    }

    private void host(String mutation) {
        GraphQl.data(host, "mutation { " + mutation.formatted(meeting) + " }");
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }
}
