package org.chattycat.app.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** Which meetings go after 30 days. */
@ChattyCatTest
class EmptyMeetingsIT {
    private static final String PERSON =
            "participant (id, resume_token_hash, meeting_id, display_name, joined_at, left_at)"
                    + " values (gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), '$m', 'Grace', ";

    /** What keeps a meeting that is 31 days old: a statement each. */
    private static final List<String> KEEPING = List.of(
            "update meeting set created_at = now() - interval '29 days' where id = '$m'",
            "update meeting set title = 'Weekly' where id = '$m'",
            "update meeting set chat_messages = 1 where id = '$m'",
            "insert into " + PERSON + "now() - interval '31 days', null)",
            "insert into " + PERSON + "now() - interval '31 days', now() - interval '29 days')",
            "insert into annotation (id, meeting_id, account_id, starts_at, text)"
                    + " values (gen_random_uuid(), '$m', '$a', now(), 'Note')",
            "insert into shared_link (id, account_id, meeting_id, token_hash, comparison, created_at, expires_at) values"
                    + " (gen_random_uuid(), '$a', '$m', sha256(gen_random_uuid()::text::bytea), false, now(), 'infinity')",
            "insert into access_token (id, account_id, name, token_hash, access, meeting_id, created_at, expires_at) values"
                    + " (gen_random_uuid(), '$a', 'x', sha256(gen_random_uuid()::text::bytea), 'READ', '$m', now(), 'infinity')",
            "insert into alert_rule (id, account_id, meeting_id, kind, threshold, seconds)"
                    + " values (gen_random_uuid(), '$a', '$m', 'LOSS', 5, 30)",
            // One that a shared comparison shows, through a link of another meeting.
            "with link as (insert into shared_link (id, account_id, meeting_id, token_hash, comparison, created_at, expires_at)"
                    + " select gen_random_uuid(), '$a', id, sha256(gen_random_uuid()::text::bytea), true, now(), 'infinity'"
                    + " from meeting where id <> '$m' order by created_at desc limit 1 returning id) insert into shared_span (link_id, number, meeting_id, participant_id, source, from_at,"
                    + " to_at) select id, 0, '$m', gen_random_uuid(), 'GOPRO', now(), now() + interval '1 s' from link",
            "with person as (insert into " + PERSON + "now() - interval '31 days', now() - interval '31 days')"
                    + " returning id) insert into alert (id, meeting_id, participant_id, publication_id, kind, seconds, began_at)"
                    + " select gen_random_uuid(), '$m', id, gen_random_uuid(), 'LOSS', 30, now() from person",
            // Roll-ups of this minute are not due yet, so they do not take the mark away.
            "insert into measured_minute (meeting_id, starts_at) values ('$m', date_trunc('minute', now()))",
            "insert into latency_minute (meeting_id, participant_id, starts_at, source, clock_id, clock_number, samples,"
                    + " implausible, clock_faults, buckets, counts) values ('$m', gen_random_uuid(), now(), 'GOPRO', '', 1, 0,"
                    + " 0, 0, '{}', '{}')",
            "insert into video_quality_minute (meeting_id, participant_id, starts_at, seconds, packets_received,"
                    + " packets_lost, bytes_received, sum_of_jitter_ms, max_jitter_ms, frames_received, frames_decoded,"
                    + " frames_dropped, freezes, frozen_ms, brightness_seconds, sharpness_seconds, media_server_seconds,"
                    + " clocks_seen, clocks_refused)"
                    + " values ('$m', gen_random_uuid(), now(), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, '{}')",
            "insert into video_quality_window (publication_id, meeting_id, participant_id, fencing, starts_at,"
                    + " packets_received, packets_lost, bytes_received, jitter_ms, frames_received, frames_decoded,"
                    + " frames_dropped, frames_scanned, frames_shed, keyframe_requests, freezes, frozen_ms, clocks_seen) values"
                    + " (gen_random_uuid(), '$m', gen_random_uuid(), 1, now(), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)",
            "insert into viewer_quality_window (id, meeting_id, publication_id, participant_id, viewer_id, starts_at) values"
                    + " (gen_random_uuid(), '$m', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now())");

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private EmptyMeetings empty;

    private TestBrowser ada;

    @BeforeEach
    void signIn() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@empty.example");
    }

    @Test
    void onlyOldMeetingsWithNothingInThemGo() {
        Map<UUID, String> kept = new LinkedHashMap<>();
        KEEPING.forEach(statement -> kept.put(old(statement), statement));
        UUID unused = old("select 1");
        UUID left = old("insert into " + PERSON + "now() - interval '31 days', now() - interval '31 days')");
        examineAll();

        assertThat(exists(unused)).isFalse();
        assertThat(exists(left)).isFalse();
        kept.forEach((meeting, statement) ->
                assertThat(exists(meeting)).as(statement).isTrue());

        // What is gone does not keep a meeting any longer.
        String annotated = kept.values().stream()
                .filter(one -> one.contains("into annotation"))
                .findFirst()
                .orElseThrow();
        execute("delete from annotation where account_id = '" + ada.accountId() + "'");
        examineAll();
        kept.forEach((meeting, statement) ->
                assertThat(exists(meeting)).as(statement).isEqualTo(!statement.equals(annotated)));
        assertThat(count("select count(*) from deleted_meeting where id = '" + unused + "'"))
                .as("it has no measurements to look for")
                .isZero();
    }

    private UUID old(String statement) {
        UUID meeting = GraphQl.createMeeting(ada);
        execute("update meeting set created_at = now() - interval '31 days' where id = '" + meeting + "'");
        execute(statement
                .replace("$m", meeting.toString())
                .replace("$a", ada.accountId().toString()));
        return meeting;
    }

    /** The first round may continue behind the last meeting that was examined before, the next one begins anew. */
    private void examineAll() {
        for (int round = 0; round < 3; round++) {
            empty.deleteExpired().block();
        }
    }

    private boolean exists(UUID meeting) {
        return count("select count(*) from meeting where id = '" + meeting + "'") == 1;
    }

    private long count(String sql) {
        return database.sql(sql).map(row -> row.get(0, Long.class)).one().block();
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }
}
