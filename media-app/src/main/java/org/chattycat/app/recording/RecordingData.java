package org.chattycat.app.recording;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.chattycat.app.identity.account.PersonalData;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Recordings of an account, those that it started as a host, and its answers. Deleting the account deletes its recordings, whose
 * files housekeeping then finds. Rows are exported as they are, so this uses DatabaseClient.
 */
@Component
class RecordingData implements PersonalData {
    private final DatabaseClient database;

    RecordingData(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "recordings";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return Flux.concat(rows(accountId, """
                        select 'recording' as kind, f.meeting_id as "meetingId", f.started_at as at, f.ended_at as until,
                               f.kind as shows, f.state as state, f.reason as reason, f.bytes as bytes,
                               '/api/recordings/' || f.id as path
                        from recording f join participant p on p.id = f.participant_id
                        where p.account_id = :account order by f.started_at
                        """), rows(accountId, """
                        select 'consent' as kind, c.meeting_id as "meetingId", c.answered_at as at, c.agrees as agrees
                        from recording_consent c join participant p on p.id = c.participant_id
                        where p.account_id = :account order by c.answered_at
                        """), rows(accountId, """
                        select 'started' as kind, meeting_id as "meetingId", started_at as at, ended_at as until,
                               ended_because as "endedBecause"
                        from recording_span where account_id = :account order by started_at
                        """));
    }

    @Override
    public Mono<Void> forget(UUID accountId) {
        return database.sql("""
                        delete from recording f using participant p
                        where p.id = f.participant_id and p.account_id = :account
                        """).bind("account", accountId).then();
    }

    private Flux<Map<String, Object>> rows(UUID accountId, String sql) {
        return database.sql(sql).bind("account", accountId).fetch().all().map(row -> {
            row.values().removeIf(Objects::isNull);
            return row;
        });
    }
}
