package org.chattycat.app.meeting;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chattycat.app.platform.database.ExpiringData;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Deletes meetings in which there is nothing to look at, some time after they were created and the last participant left. A meeting
 * stays if anything was measured in it, and if anybody gave it something: a title, a chat message, an annotation, a shared link, an
 * access token or an alert rule. Each round examines the next few meetings, so that it costs the same however many there are. The
 * statements are the point here, so this uses DatabaseClient.
 */
@Component
class EmptyMeetings implements ExpiringData {
    /** With a round each minute, a million meetings are examined within a day. */
    private static final int MEETINGS_PER_ROUND = 1000;

    private static final UUID FIRST = new UUID(0, 0);

    /**
     * Whether a meeting {@code m} is empty. All measurements mark their minute, and then have a roll-up, which stays. OFFSET 0 keeps
     * the planner from reading whole tables instead of looking a few meetings up.
     */
    private static final String IS_EMPTY = """
            m.created_at < :before and m.title is null and m.chat_messages = 0
            and not exists (select from participant x
                            where x.meeting_id = m.id and coalesce(x.left_at, 'infinity') >= :before offset 0)
            and not exists (select from annotation x where x.meeting_id = m.id offset 0)
            and not exists (select from shared_link x where x.meeting_id = m.id offset 0)
            and not exists (select from shared_span x where x.meeting_id = m.id offset 0)
            and not exists (select from recording x where x.meeting_id = m.id offset 0)
            and not exists (select from access_token x where x.meeting_id = m.id offset 0)
            and not exists (select from alert_rule x where x.meeting_id = m.id offset 0)
            and not exists (select from alert x where x.meeting_id = m.id offset 0)
            and not exists (select from measured_minute x where x.meeting_id = m.id offset 0)
            and not exists (select from latency_minute x where x.meeting_id = m.id offset 0)
            and not exists (select from video_quality_minute x where x.meeting_id = m.id offset 0)
            and not exists (select from viewer_quality_window x where x.meeting_id = m.id offset 0)
            """;

    private static final String EXAMINE = """
            with page as materialized (
                select * from meeting where id > :after order by id limit :limit
            )
            select (select id from page order by id desc limit 1) as last,
                   array(select m.id from page m where
            """ + IS_EMPTY + ") as empty";

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final MeetingProperties properties;
    private final Clock clock;
    /** The last meeting of the round before. Instances need not agree on it. */
    private volatile UUID examined = FIRST;

    private record Page(UUID last, UUID[] empty) {}

    EmptyMeetings(
            DatabaseClient database, TransactionalOperator transaction, MeetingProperties properties, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Mono<Long> deleteExpired() {
        Instant before = clock.instant().minus(properties.keepEmpty());
        return database.sql(EXAMINE)
                .bind("after", examined)
                .bind("before", before)
                .bind("limit", MEETINGS_PER_ROUND)
                .map(row -> new Page(row.get("last", UUID.class), row.get("empty", UUID[].class)))
                .one()
                .doOnNext(page -> examined = page.last() == null ? FIRST : page.last())
                .filter(page -> page.empty().length > 0)
                .flatMap(page -> delete(page.empty(), before))
                .defaultIfEmpty(0L);
    }

    /** Whoever joins locks the row, so a meeting that is locked here and still empty stays so until it is gone. */
    private Mono<Long> delete(UUID[] meetings, Instant before) {
        return database.sql("select id from meeting where id = any(:meetings) for update skip locked")
                .bind("meetings", meetings)
                .map(row -> row.get("id", UUID.class))
                .all()
                .collectList()
                .flatMap(locked -> deleteLocked(locked, before))
                .as(transaction::transactional);
    }

    private Mono<Long> deleteLocked(List<UUID> locked, Instant before) {
        UUID[] meetings = locked.toArray(UUID[]::new);
        return database.sql("delete from meeting m where m.id = any(:meetings) and " + IS_EMPTY)
                .bind("meetings", meetings)
                .bind("before", before)
                .fetch()
                .rowsUpdated()
                .flatMap(deleted -> forget(meetings).thenReturn(deleted));
    }

    /** Nothing was measured in them, and {@link DeletedMeetings} looks for the measurements of a few meetings at a time only. */
    private Mono<Long> forget(UUID[] meetings) {
        return database.sql("delete from deleted_meeting where id = any(:meetings)")
                .bind("meetings", meetings)
                .fetch()
                .rowsUpdated();
    }
}
