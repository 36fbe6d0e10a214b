package org.chattycat.app.clock;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.database.ExpiringData;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The ids of clocks in the table {@code own_clock}, which workers read. */
@Component
class ClockLeases implements ExpiringData {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int IDS = 100_000;
    /** With 10,000 ids in use, one attempt in ten hits one of them. */
    private static final int ATTEMPTS = 20;

    private final DatabaseClient database;
    private final Blocking blocking;
    private final ClockProperties properties;

    ClockLeases(DatabaseClient database, Blocking blocking, ClockProperties properties) {
        this.database = database;
        this.blocking = blocking;
        this.properties = properties;
    }

    /**
     * Who a new id is for.
     *
     * @param linkHash of the link's token; null for a stamp
     */
    record Owner(ClockSource kind, UUID meetingId, UUID participantId, byte[] linkHash) {}

    /**
     * A lease to renew.
     *
     * @param errorMs bound of the clock's error; negative for a clock that is not to be believed yet
     * @param left how long the id is to be believed
     */
    record Renewal(String clockId, double errorMs, Duration left) {}

    private record Counts(boolean present, long ofParticipant, long ofMeeting) {}

    /**
     * Leases a random id, which is not believed until it is renewed. Blocks.
     *
     * @throws ClockException with MEETING_OVER or TOO_MANY_CLOCKS
     */
    String lease(Owner owner) {
        Counts counts = blocking.one(count(owner));
        if (counts == null || !counts.present()) {
            throw ClockException.meetingOver();
        }
        if (counts.ofParticipant() >= properties.maxPerParticipant()) {
            throw new ClockException(
                    ClockErrorCode.TOO_MANY_CLOCKS,
                    "%d clocks of this person are open. Close one of them.".formatted(counts.ofParticipant()));
        }
        if (counts.ofMeeting() >= properties.maxPerMeeting()) {
            throw new ClockException(
                    ClockErrorCode.TOO_MANY_CLOCKS,
                    "%d clocks are open in this meeting, which is the limit.".formatted(counts.ofMeeting()));
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String id = "%05d".formatted(RANDOM.nextInt(IDS));
            if (blocking.one(insert(id, owner)) > 0) {
                return id;
            }
        }
        throw new ClockException(ClockErrorCode.TOO_MANY_CLOCKS, "Too many clocks are open. Try again in a minute.");
    }

    private Mono<Counts> count(Owner owner) {
        return database.sql("""
                        select p.left_at is null as present,
                               (select count(*) from own_clock c
                                where c.participant_id = p.id and c.kind = :kind and c.alive_until > now() - :recent) as own,
                               (select count(*) from own_clock c
                                where c.meeting_id = p.meeting_id and c.alive_until > now() - :recent) as together
                        from participant p where p.id = :participant and p.meeting_id = :meeting
                        """.replace(":recent", ":lease * interval '1 millisecond'"))
                .bind("kind", owner.kind().name())
                .bind("lease", properties.lease().toMillis())
                .bind("participant", owner.participantId())
                .bind("meeting", owner.meetingId())
                .map(row -> new Counts(
                        row.get("present", Boolean.class), row.get("own", Long.class), row.get("together", Long.class)))
                .one();
    }

    /** An id that is long out of use may be leased again. */
    private Mono<Long> insert(String id, Owner owner) {
        DatabaseClient.GenericExecuteSpec statement = database.sql("""
                        insert into own_clock as present
                            (clock_id, kind, error_ms, alive_until, meeting_id, participant_id, link_hash)
                        values (:id, :kind, 0, now(), :meeting, :participant, :link)
                        on conflict (clock_id) do update
                        set kind = excluded.kind, error_ms = excluded.error_ms, alive_until = excluded.alive_until,
                            meeting_id = excluded.meeting_id, participant_id = excluded.participant_id,
                            link_hash = excluded.link_hash
                        where present.alive_until < now() - interval '10 minutes' and present.wrong_since is null
                        """)
                .bind("id", id)
                .bind("kind", owner.kind().name())
                .bind("meeting", owner.meetingId())
                .bind("participant", owner.participantId());
        statement = owner.linkHash() == null
                ? statement.bindNull("link", byte[].class)
                : statement.bind("link", owner.linkHash());
        return statement.fetch().rowsUpdated();
    }

    /** Whether this link opened a clock with this id, on any instance, and the clock has not ended. Blocks. */
    boolean isOpen(String clockId, byte[] linkHash) {
        return blocking.one(database.sql("""
                        select count(*) > 0 from own_clock
                        where clock_id = :id and link_hash = :link and wrong_since is null
                          and alive_until > now() - :lease * interval '1 millisecond'
                        """)
                .bind("id", clockId)
                .bind("link", linkHash)
                .bind("lease", properties.lease().toMillis())
                .map(row -> row.get(0, Boolean.class))
                .one());
    }

    /**
     * Renews leases, and keeps their links from expiring.
     *
     * @return the ids whose participants are still in their meetings
     */
    Mono<Set<String>> renew(Collection<Renewal> renewals) {
        return database.sql("""
                        with renewed as (
                            update own_clock c
                            set error_ms = case when r.error_ms >= 0 then r.error_ms else c.error_ms end,
                                -- Another instance, which the page polled before, may renew the same lease.
                                alive_until = greatest(c.alive_until,
                                    now() + case when r.error_ms >= 0 then r.left_ms else 0 end * interval '1 millisecond')
                            from unnest(cast(:ids as text[]), cast(:errors as float8[]), cast(:left as int8[]))
                                as r (clock_id, error_ms, left_ms)
                            where c.clock_id = r.clock_id and c.wrong_since is null
                              and exists (select from participant p where p.id = c.participant_id and p.left_at is null)
                            returning c.clock_id, c.link_hash
                        ), extended as (
                            update clock_link l set expires_at = now() + :lifetime * interval '1 millisecond'
                            from renewed where l.token_hash = renewed.link_hash
                              and l.expires_at < now() + 0.8 * :lifetime * interval '1 millisecond'
                        )
                        select clock_id from renewed
                        """)
                .bind("ids", renewals.stream().map(Renewal::clockId).toArray(String[]::new))
                .bind("errors", renewals.stream().map(Renewal::errorMs).toArray(Double[]::new))
                .bind("left", renewals.stream().map(r -> r.left().toMillis()).toArray(Long[]::new))
                .bind("lifetime", properties.linkLifetime().toMillis())
                .map(row -> row.get(0, String.class))
                .all()
                .collect(Collectors.toSet());
    }

    /** Frees an id. */
    Mono<Void> release(String clockId) {
        return database.sql("delete from own_clock where clock_id = :id and wrong_since is null")
                .bind("id", clockId)
                .then();
    }

    /** Withdraws an id whose clock was wrong since this instant. The row stays for as long as samples may refer to it. */
    Mono<Void> withdraw(String clockId, Instant wrongSince) {
        return database.sql("""
                        update own_clock set alive_until = least(alive_until, now()), wrong_since = :since where clock_id = :id
                        """).bind("since", wrongSince).bind("id", clockId).then();
    }

    @Override
    public Mono<Long> deleteExpired() {
        return database.sql("delete from own_clock where alive_until < now() - interval '1 hour'")
                .fetch()
                .rowsUpdated();
    }
}
