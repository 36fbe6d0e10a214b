package org.chattycat.app.latency.timeline;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.platform.database.ExpiringData;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Stores when the media servers of meetings did not answer. All instances that serve a meeting report the same outage: the
 * first one begins it, and the first to whom the server answers ends it. The statements rely on what happens on conflicts, so
 * this uses DatabaseClient.
 */
@Component
public class MediaServerOutages implements ExpiringData {
    private static final String BEGIN = """
            insert into media_server_outage (id, meeting_id, began_at) values (:id, :meeting, :at)
            on conflict (meeting_id) where ended_at is null do nothing
            """;

    private static final String END = """
            update media_server_outage set ended_at = greatest(began_at, :at)
            where meeting_id = :meeting and ended_at is null
            """;

    private static final String UNLESS_IN_USE = """
            and not exists (select from participant p where p.meeting_id = :meeting and p.left_at is null)
            """;

    private final DatabaseClient database;
    private final TimelineProperties properties;
    private final Clock clock;

    MediaServerOutages(DatabaseClient database, TimelineProperties properties, Clock clock) {
        this.database = database;
        this.properties = properties;
        this.clock = clock;
    }

    /** An outage begins, unless one has begun already. */
    public Mono<Void> begin(UUID meetingId, Instant at) {
        return database.sql(BEGIN)
                .bind("id", UUID.randomUUID())
                .bind("meeting", meetingId)
                .bind("at", at)
                .then();
    }

    /** The outage ends, if there is one. */
    public Mono<Void> end(UUID meetingId, Instant at) {
        return database.sql(END).bind("meeting", meetingId).bind("at", at).then();
    }

    /** The outage ends for the meeting if nobody is in it any more, on any instance. */
    public Mono<Void> endUnlessInUse(UUID meetingId, Instant at) {
        return database.sql(END + UNLESS_IN_USE)
                .bind("meeting", meetingId)
                .bind("at", at)
                .then();
    }

    @Override
    public Mono<Long> deleteExpired() {
        return database.sql("delete from media_server_outage where began_at < :before")
                .bind("before", clock.instant().minus(properties.keepOutages()))
                .fetch()
                .rowsUpdated();
    }
}
