package org.chattycat.app.meeting;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.chattycat.app.identity.account.PersonalData;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The personal data of an account in meetings: its meetings, sessions, publications and samples. The rows differ in their
 * columns and are exported as they are, so this uses DatabaseClient.
 */
@Component
class MeetingData implements PersonalData {
    /** Replaces the name of the account in meetings, whose samples stay. */
    private static final String DELETED = "Deleted account";

    private final DatabaseClient database;
    private final ParticipantRepository participants;
    private final Hosting hosting;

    MeetingData(DatabaseClient database, ParticipantRepository participants, Hosting hosting) {
        this.database = database;
        this.participants = participants;
        this.hosting = hosting;
    }

    @Override
    public String name() {
        return "meetings";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return Flux.concat(rows(accountId, """
                        select 'meeting' as kind, m.id as "meetingId", m.created_at as at,
                               coalesce(m.created_by = :account, false) as host, m.guests_allowed as "guestsAllowed"
                        from meeting m join meeting_member mm on mm.meeting_id = m.id and mm.account_id = :account
                        order by m.created_at
                        """), rows(accountId, """
                        select 'stay' as kind, meeting_id as "meetingId", joined_at as at, left_at as until,
                               display_name as "displayName"
                        from participant where account_id = :account order by joined_at
                        """), rows(accountId, """
                        select 'publication' as kind, u.meeting_id as "meetingId", u.started_at as at, u.ended_at as until,
                               u.kind as shows
                        from publication u join participant p on p.id = u.participant_id
                        where p.account_id = :account order by u.started_at
                        """), rows(accountId, """
                        select 'sample' as kind, s.meeting_id as "meetingId", s.arrived_at as at, s.clock_at as "clockAt",
                               s.latency_ms as "latencyMs", s.lower_ms as "lowerMs", s.upper_ms as "upperMs",
                               s.estimate_ms as "estimateMs", s.estimate_lower_ms as "estimateLowerMs",
                               s.estimate_upper_ms as "estimateUpperMs",
                               s.source as source, s.zone as zone, s.validity as validity
                        from latency_sample s join participant p on p.id = s.participant_id
                        where p.account_id = :account order by s.arrived_at
                        """));
    }

    @Override
    public Mono<Void> forget(UUID accountId) {
        return participants.rename(accountId, DELETED).then(hosting.removeGuestsOfAll(accountId));
    }

    private Flux<Map<String, Object>> rows(UUID accountId, String sql) {
        return database.sql(sql).bind("account", accountId).fetch().all().map(row -> {
            row.values().removeIf(Objects::isNull);
            return row;
        });
    }
}
