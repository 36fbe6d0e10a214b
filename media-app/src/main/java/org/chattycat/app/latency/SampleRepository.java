package org.chattycat.app.latency;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SampleValidity;
import org.chattycat.analysis.live.SampleZone;
import org.chattycat.app.meeting.Position;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Stored samples, which the workers write. */
@Repository
class SampleRepository {
    private final DatabaseClient database;

    SampleRepository(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Which samples of a meeting.
     *
     * @param after where the page before ended; null for the first page
     * @param participantId of one stay; null for everybody
     * @param from the first instant of arrival; null for the beginning
     * @param to the instant of arrival before which to end; null for the end
     */
    record Selection(UUID meetingId, Position after, UUID participantId, Instant from, Instant to) {}

    /** Samples by arrival, oldest first. */
    Flux<LatencySample> find(Selection selection, int limit) {
        StringBuilder sql = new StringBuilder("select id, meeting_id, participant_id, publication_id, arrived_at,"
                + " clock_at, latency_ms, lower_ms, upper_ms, estimate_ms, estimate_lower_ms, estimate_upper_ms, source,"
                + " zone, clock_id, validity"
                + " from latency_sample where meeting_id = :meeting");
        if (selection.after() != null) {
            // The bound on the time alone lets the planner leave partitions out.
            sql.append(" and arrived_at >= :after and (arrived_at, id) > (:after, :afterId)");
        }
        if (selection.participantId() != null) {
            sql.append(" and participant_id = :participant");
        }
        if (selection.from() != null) {
            sql.append(" and arrived_at >= :from");
        }
        if (selection.to() != null) {
            sql.append(" and arrived_at < :to");
        }
        sql.append(" order by arrived_at, id limit :limit");
        DatabaseClient.GenericExecuteSpec statement = database.sql(sql.toString())
                .bind("meeting", selection.meetingId())
                .bind("limit", limit);
        if (selection.after() != null) {
            statement = statement
                    .bind("after", selection.after().at())
                    .bind("afterId", selection.after().id());
        }
        if (selection.participantId() != null) {
            statement = statement.bind("participant", selection.participantId());
        }
        if (selection.from() != null) {
            statement = statement.bind("from", selection.from());
        }
        if (selection.to() != null) {
            statement = statement.bind("to", selection.to());
        }
        return statement.map(SampleRepository::sample).all();
    }

    private static LatencySample sample(Readable row) {
        return new LatencySample(
                row.get("id", UUID.class),
                row.get("meeting_id", UUID.class),
                row.get("participant_id", UUID.class),
                row.get("publication_id", UUID.class),
                row.get("arrived_at", Instant.class),
                row.get("clock_at", Instant.class),
                row.get("latency_ms", Double.class),
                row.get("lower_ms", Double.class),
                row.get("upper_ms", Double.class),
                row.get("estimate_ms", Double.class),
                row.get("estimate_lower_ms", Double.class),
                row.get("estimate_upper_ms", Double.class),
                ClockSource.valueOf(row.get("source", String.class)),
                SampleZone.valueOf(row.get("zone", String.class)),
                row.get("clock_id", String.class),
                SampleValidity.valueOf(row.get("validity", String.class)));
    }
}
