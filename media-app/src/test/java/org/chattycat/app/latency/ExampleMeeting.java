package org.chattycat.app.latency;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.identity.token.TokenClient;
import org.chattycat.app.latency.history.MeasuredMeeting;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** A meeting that ended, with an entry in every list of it, and another measured one, for the examples of the documentation. */
final class ExampleMeeting {
    private static final int SECONDS = 200;

    private final DatabaseClient database;
    private final Map<String, Object> variables = new HashMap<>();
    private final Instant start = Instant.now().minus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.MINUTES);
    private final TestBrowser host;
    private final UUID meeting;
    private final String linkToken;

    /** @param host whose meeting it is; {@code guest} was there and was measured */
    ExampleMeeting(DatabaseClient database, TestBrowser host, TestBrowser guest) {
        this.database = database;
        this.host = host;
        this.meeting = GraphQl.createMeeting(host);
        UUID other = GraphQl.createMeeting(host);
        UUID participant = UUID.randomUUID();
        measure(meeting, participant, guest.accountId());
        measure(other, UUID.randomUUID(), guest.accountId());
        variables.put("meeting", meeting);
        variables.put("other", other);
        variables.put("participant", participant);
        variables.put("from", start);
        variables.put("to", start.plusSeconds(SECONDS));
        variables.put("after", null);
        // The code that an example types, with spaces and a capital letter.
        execute("update meeting set short_code = 'fox-candle-ocean-42' where id = '" + meeting + "'");
        happen(participant);
        String id = "meetingId: \"" + meeting + "\"";
        variables.put(
                "annotation",
                create(
                        "annotate(%s, text: \"Here\", at: \"%s\", until: \"%s\") { id }"
                                .formatted(id, start, start.plusSeconds(9)),
                        "/id"));
        TokenClient token = TokenClient.create(host, "READ", meeting);
        token.ask("{ meeting(id: \"%s\") { id } }".formatted(meeting));
        variables.put("token", token.id());
        // This name never leads anywhere.
        String webhook = create("createWebhook(url: \"https://alerts.invalid/\") { webhook { id } }", "/webhook/id");
        variables.put("webhook", webhook);
        variables.put(
                "rule",
                create(
                        "createAlertRule(rule: { %s, kind: LOSS, threshold: 5, seconds: 30, webhookId: \"%s\" }) { id }"
                                .formatted(id, webhook),
                        "/id"));
        execute("insert into webhook_delivery (id, webhook_id, meeting_id, event, body, attempts, next_attempt_at,"
                + " last_attempt_at, http_status, problem) values (gen_random_uuid(), '" + webhook + "', '" + meeting
                + "', 'alert.began', '{}', 1, now() + interval '1 hour', now(), 503, 'The answer was 503.')");
        variables.put("link", create("createSharedLink(%s, days: 1) { link { id } }".formatted(id), "/link/id"));
        this.linkToken = create("createSharedLink(%s, days: 1) { token }".formatted(id), "/token");
        execute("update shared_link set used_at = now() where account_id = '" + host.accountId() + "'");
        new MeasuredMeeting(database, meeting).rollUp();
        new MeasuredMeeting(database, other).rollUp();
    }

    UUID meeting() {
        return meeting;
    }

    /** What the variables of the examples stand for. */
    Map<String, Object> variables() {
        return variables;
    }

    /** Lets the participant be in the room and share a screen, so that the host can act on it. */
    void enter() {
        execute("update publication set ended_at = null where meeting_id = '" + meeting + "'");
        execute("update participant set left_at = null where id = '" + variables.get("participant") + "'");
    }

    /** Lets somebody come and go while another one stays, and stores the quality of a second. */
    void happenNow() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        UUID publication = UUID.randomUUID();
        new MeasuredMeeting(database, meeting).storeQuality(publication, now, 1);
        execute(
                "update video_quality_window set media_server_ms = 3, width = 640, height = 360 where publication_id = '"
                        + publication + "'");
        enter();
        execute("insert into participant (id, meeting_id, display_name, resume_token_hash, left_at)"
                + " values (gen_random_uuid(), '" + meeting
                + "', 'Ben', sha256(gen_random_uuid()::text::bytea), clock_timestamp())");
    }

    /** The token of a link to the history that no example revokes. */
    String linkToken() {
        return linkToken;
    }

    private String create(String mutation, String path) {
        JsonNode answer = GraphQl.data(host, "mutation { " + mutation + " }");
        return answer.at("/" + mutation.substring(0, mutation.indexOf('(')) + path)
                .asString();
    }

    private void measure(UUID measured, UUID participant, UUID account) {
        execute("update meeting set created_at = '" + start + "', title = 'Weekly' where id = '" + measured + "'");
        execute("insert into meeting_member (meeting_id, account_id) values ('" + measured + "', '" + account + "')");
        execute("insert into participant (id, meeting_id, account_id, display_name, resume_token_hash, joined_at,"
                + " left_at) values ('" + participant + "', '" + measured + "', '" + account
                + "', 'Grace', sha256(gen_random_uuid()::text::bytea), '" + start + "', '"
                + start.plusSeconds(600) + "')");
        MeasuredMeeting measurements = new MeasuredMeeting(database, measured);
        measurements.storeSeconds(participant, "OWN", start, SECONDS, 120, 1);
        measurements.storeQuality(participant, start, SECONDS);
        complete(measured);
        execute("update video_quality_window set media_server_ms = 3 where meeting_id = '" + measured + "'");
    }

    /** Gives samples what only some have. */
    private void complete(UUID measured) {
        execute("update latency_sample set clock_id = 'phone', plus_minus_ms = 9 where meeting_id = '" + measured
                + "'");
    }

    /** Somebody who waits, a co-host, an admission, a chat message, what a viewer saw, a shared screen, an action of the host, an outage, an alert and a wrong clock. */
    private void happen(UUID participant) {
        Instant end = start.plusSeconds(9);
        String ids = "'" + meeting + "', '" + participant + "', '" + start + "'";
        execute("insert into knock (id, meeting_id, account_id, display_name, expires_at) select gen_random_uuid(), '"
                + meeting + "', account_id, 'Eve', now() + interval '1 hour' from participant where id = '"
                + participant + "'");
        execute(
                "insert into co_host (meeting_id, account_id) select meeting_id, account_id from participant where id = '"
                        + participant + "'");
        execute("update participant set admitted_at = '" + start + "' where id = '" + participant + "'");
        execute("insert into chat_message (id, number, text, meeting_id, participant_id, sent_at)"
                + " values (gen_random_uuid(), 1, 'Hello', " + ids + ")");
        // Every figure is known.
        execute("insert into viewer_quality_window select (jsonb_populate_record(null::viewer_quality_window,"
                + " jsonb_object_agg(column_name, case when data_type = 'uuid' then to_jsonb(gen_random_uuid())"
                + " when data_type = 'text' then '\"OWN\"' else '5' end) || jsonb_build_object('meeting_id', '"
                + meeting
                + "', 'participant_id', '" + participant + "', 'starts_at', '" + start + "'))).*"
                + " from information_schema.columns where table_name = 'viewer_quality_window'");
        execute("insert into publication (id, kind, ended_at, meeting_id, participant_id, started_at)"
                + " values (gen_random_uuid(), 'screen', '" + end + "', " + ids + ")");
        execute("insert into alert (id, publication_id, kind, threshold, seconds, value, ended_at, meeting_id,"
                + " participant_id, began_at) values (gen_random_uuid(), gen_random_uuid(), 'LOSS', 5, 30, 7, '" + end
                + "', " + ids + ")");
        execute("insert into host_action (id, kind, account_id, meeting_id, participant_id, acted_at)"
                + " values (gen_random_uuid(), 'MUTED', '" + host.accountId() + "', " + ids + ")");
        execute("insert into gesture (id, kind, lowered_at, meeting_id, participant_id, shown_at)"
                + " values (gen_random_uuid(), 'HAND', '" + end + "', " + ids + ")");
        execute("insert into gesture (id, kind, meeting_id, participant_id, shown_at)"
                + " values (gen_random_uuid(), 'CLAP', " + ids + ")");
        execute("insert into recording_span (id, account_id, ended_at, ended_because, meeting_id, started_at) values ('"
                + meeting + "', '" + host.accountId() + "', '" + end + "', 'HOST', '" + meeting + "', '" + start
                + "')");
        UUID recording = UUID.randomUUID();
        variables.put("recording", recording);
        execute("insert into recording (id, span_id, publication_id, kind, instance_id, state, reason, bytes, ended_at,"
                + " meeting_id, participant_id, started_at) values ('" + recording + "', '" + meeting
                + "', gen_random_uuid(), 'camera', gen_random_uuid(), 'CUT_OFF', 'The media server broke off.', 5000, '"
                + end + "', " + ids + ")");
        execute("insert into media_server_outage (id, meeting_id, began_at, ended_at) values (gen_random_uuid(), '"
                + meeting + "', '" + start + "', '" + end + "')");
        // One that does not count beside one that does, so that no bucket is without figures.
        new MeasuredMeeting(database, meeting)
                .store(
                        participant,
                        "OWN",
                        List.of(new MeasuredMeeting.Sample(start.plusMillis(700), 120, "CLOCK_FAULT")));
        complete(meeting);
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }
}
