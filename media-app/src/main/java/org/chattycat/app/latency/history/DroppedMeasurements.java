package org.chattycat.app.latency.history;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Until when measurements were dropped. */
@Component
public class DroppedMeasurements {
    /** The first instant of DateTime: nothing was dropped. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private final DatabaseClient database;

    DroppedMeasurements(DatabaseClient database) {
        this.database = database;
    }

    /** The instant since which samples are stored. */
    Mono<Instant> samplesKeptSince() {
        return keptSince("latency_sample");
    }

    /** The instant since which the windows of video quality are stored. */
    Mono<Instant> qualityWindowsKeptSince() {
        return keptSince("video_quality_window");
    }

    /** The instant since which the windows of latency are stored. */
    public Mono<Instant> latencyWindowsKeptSince() {
        return keptSince("latency_window");
    }

    private Mono<Instant> keptSince(String table) {
        return database.sql("select before from dropped_measurements where table_name = :table")
                .bind("table", table)
                .map(row -> row.get(0, Instant.class))
                .one()
                .defaultIfEmpty(FIRST);
    }
}
