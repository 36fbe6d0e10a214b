package org.chattycat.app.meeting;

import io.r2dbc.spi.Readable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.chattycat.app.account.PersonalData;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What meetings keep about an account: which it was in, when, under which name, and what was measured on it. */
@Component
class MeetingData implements PersonalData {
    /** Shown in place of the name; the measurements of others' meetings stay, with nobody to them. */
    private static final String NOBODY = "Deleted account";

    private final DatabaseClient database;
    private final HostRepository hosts;

    MeetingData(DatabaseClient database, HostRepository hosts) {
        this.database = database;
        this.hosts = hosts;
    }

    @Override
    public String name() {
        return "meetings";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return Flux.concat(rows(accountId, """
                        select 'meeting' as kind, m.id as meeting_id, m.created_at as at, null as display_name,
                               null::timestamptz as until, null::double precision as latency_ms
                        from meeting m join meeting_member mm on mm.meeting_id = m.id and mm.account_id = :account
                        order by m.created_at
                        """), rows(accountId, """
                        select 'stay' as kind, meeting_id, joined_at as at, display_name, left_at as until,
                               null::double precision as latency_ms
                        from participant where account_id = :account order by joined_at
                        """), rows(accountId, """
                        select 'sample' as kind, s.meeting_id, s.arrived_at as at, null as display_name,
                               null::timestamptz as until, s.latency_ms
                        from latency_sample s join participant p on p.id = s.participant_id
                        where p.account_id = :account order by s.arrived_at
                        """));
    }

    @Override
    public Mono<Void> forget(UUID accountId) {
        return database.sql("update participant set display_name = :nobody where account_id = :account")
                .bind("nobody", NOBODY)
                .bind("account", accountId)
                .fetch()
                .rowsUpdated()
                .then(hosts.shutGuestsOutOfAll(accountId));
    }

    private Flux<Map<String, Object>> rows(UUID accountId, String sql) {
        return database.sql(sql)
                .bind("account", accountId)
                .map(MeetingData::row)
                .all();
    }

    private static Map<String, Object> row(Readable row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("kind", row.get("kind"));
        shown.put("meetingId", row.get("meeting_id"));
        shown.put("at", row.get("at"));
        shown.put("until", row.get("until"));
        shown.put("displayName", row.get("display_name"));
        shown.put("latencyMs", row.get("latency_ms"));
        shown.values().removeIf(Objects::isNull);
        return shown;
    }
}
