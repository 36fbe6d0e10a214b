package org.chattycat.app.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.platform.database.ExpiringData;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The alerts of meetings. Few columns of the rows are needed, so this uses DatabaseClient. */
@Component
public class Alerts implements ExpiringData {
    /** More than a room can show. */
    private static final int MOST = 20;

    private final DatabaseClient database;
    private final AlertProperties properties;
    private final Clock clock;

    Alerts(DatabaseClient database, AlertProperties properties, Clock clock) {
        this.database = database;
        this.properties = properties;
        this.clock = clock;
    }

    /** The alerts of a meeting that go on: the newest 20, the oldest first. What several rules say alike is said once. */
    public Flux<OpenAlert> open(UUID meetingId) {
        return database.sql("""
                        select * from (
                            select distinct on (participant_id, publication_id, kind, threshold, seconds)
                                   id, participant_id, kind, threshold, seconds, began_at
                            from alert where meeting_id = :meeting and ended_at is null
                            order by participant_id, publication_id, kind, threshold, seconds, began_at, id
                        ) as different
                        order by began_at desc, id desc limit :most
                        """)
                .bind("meeting", meetingId)
                .bind("most", MOST)
                .map(row -> new OpenAlert(
                        row.get("id", UUID.class),
                        row.get("participant_id", UUID.class),
                        AlertText.of(
                                AlertKind.valueOf(row.get("kind", String.class)),
                                row.get("threshold", Double.class),
                                row.get("seconds", Integer.class)),
                        row.get("began_at", Instant.class)))
                .all()
                .sort((one, other) -> one.at().compareTo(other.at()));
    }

    @Override
    public Mono<Long> deleteExpired() {
        return database.sql("delete from alert where began_at < :before")
                .bind("before", clock.instant().minus(properties.keep()))
                .fetch()
                .rowsUpdated();
    }
}
