package org.chattycat.analysis.latency;

import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chattycat.analysis.database.Database;
import org.chattycat.analysis.live.ClockSource;

/** The product's own clocks as the applications note them in Postgres, looked up now and then. */
public final class OwnClockTable implements OwnClocks {
    private record Row(String id, UUID meetingId, OwnClock clock) {}

    /** Far more clock pages than are ever open at a time. */
    private static final int MAX_CLOCKS = 10_000;

    private final Database database;
    private volatile Map<String, Row> alive = Map.of();
    /** When the last look began; null before the first one has ended. */
    private volatile Long lookedAtNanos;

    public OwnClockTable(Database database) {
        this.database = database;
    }

    /** Looks them up. Waits for the database. */
    public void refresh() {
        long startNanos = System.nanoTime();
        alive = database.run(client -> client.sql(
                        "select clock_id, meeting_id, participant_id, kind, error_ms from own_clock where alive_until > now() limit "
                                + MAX_CLOCKS)
                .map((Readable row) -> new Row(
                        row.get("clock_id", String.class),
                        row.get("meeting_id", UUID.class),
                        new OwnClock(
                                ClockSource.valueOf(row.get("kind", String.class)),
                                row.get("participant_id", UUID.class),
                                row.get("error_ms", Double.class))))
                .all()
                .collectMap(Row::id));
        lookedAtNanos = startNanos;
    }

    @Override
    public boolean lookedSince(long nanos) {
        Long looked = lookedAtNanos;
        return looked != null && looked - nanos >= 0;
    }

    @Override
    public Optional<OwnClock> find(String clockId, UUID meetingId) {
        return Optional.ofNullable(alive.get(clockId))
                .filter(row -> row.meetingId().equals(meetingId))
                .map(Row::clock);
    }
}
