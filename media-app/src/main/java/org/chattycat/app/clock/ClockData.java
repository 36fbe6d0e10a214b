package org.chattycat.app.clock;

import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.PersonalData;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The links to the clock page and the clocks of an account's participants. The tokens of links are not stored. */
@Component
class ClockData implements PersonalData {
    private final DatabaseClient database;

    ClockData(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "clocks";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return Flux.concat(rows(accountId, """
                        select 'link' as kind, l.meeting_id as "meetingId", l.created_at as at, l.expires_at as until
                        from clock_link l join participant p on p.id = l.participant_id
                        where p.account_id = :account order by l.created_at
                        """), rows(accountId, """
                        select 'clock' as kind, c.meeting_id as "meetingId", c.alive_until as until,
                               c.clock_id as "clockId", c.kind as source, c.error_ms as "errorMs"
                        from own_clock c join participant p on p.id = c.participant_id
                        where p.account_id = :account order by c.alive_until
                        """));
    }

    @Override
    public Mono<Void> forget(UUID accountId) {
        return delete("clock_link", accountId).then(delete("own_clock", accountId));
    }

    private Mono<Void> delete(String table, UUID accountId) {
        return database.sql("delete from " + table
                        + " where participant_id in (select id from participant where account_id = :account)")
                .bind("account", accountId)
                .then();
    }

    private Flux<Map<String, Object>> rows(UUID accountId, String sql) {
        return database.sql(sql).bind("account", accountId).fetch().all();
    }
}
