package org.chattycat.app.latency.history;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.chattycat.analysis.live.ClockSource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads the roll-ups of many meetings in one statement. The statement is the point here, so this uses DatabaseClient. */
@Repository
class LatencyOverviews {
    private static final int PARTS = 30;

    /**
     * At most about 1000 rows of a meeting: of longer ones, every second, third or nth minute, so that the cost of a list does
     * not depend on how long its meetings were.
     */
    private static final String ROWS = """
            with line as (
                select meeting_id, source, sum(samples) as samples, count(*) as n, min(starts_at) as first_at,
                    max(starts_at) as last_at
                from latency_minute where meeting_id = any(:meetings) and samples > 0
                group by meeting_id, source
            ), chosen as (
                select distinct on (meeting_id) * from line order by meeting_id, samples desc, source
            )
            select chosen.meeting_id, chosen.source, chosen.samples, m.buckets, m.counts,
                floor(extract(epoch from m.starts_at - first_at) * :parts
                    / (extract(epoch from last_at - first_at) + 60))::integer as part
            from chosen
            join latency_minute m on m.meeting_id = chosen.meeting_id and m.source = chosen.source and m.samples > 0
            where (extract(epoch from m.starts_at - first_at)::bigint / 60) % greatest(1, n / 500) = 0
            """;

    private final DatabaseClient database;

    LatencyOverviews(DatabaseClient database) {
        this.database = database;
    }

    /** The overviews of those meetings in which anything was measured. */
    Mono<Map<UUID, LatencyOverview>> of(Collection<UUID> meetings) {
        return Mono.defer(() -> {
            Map<UUID, Parts> found = new HashMap<>();
            return database.sql(ROWS)
                    .bind("meetings", meetings.toArray(UUID[]::new))
                    .bind("parts", PARTS)
                    .map(row -> found.computeIfAbsent(row.get("meeting_id", UUID.class), id -> Parts.of(row))
                            .add(row))
                    .all()
                    .then(Mono.fromSupplier(() -> {
                        Map<UUID, LatencyOverview> overviews = new HashMap<>();
                        found.forEach((id, parts) -> overviews.put(id, parts.overview()));
                        return overviews;
                    }));
        });
    }

    private record Parts(ClockSource source, long samples, LatencySketch whole, LatencySketch[] parts) {
        static Parts of(Readable row) {
            return new Parts(
                    ClockSource.valueOf(row.get("source", String.class)),
                    row.get("samples", Long.class),
                    new LatencySketch(),
                    Stream.generate(LatencySketch::new).limit(PARTS).toArray(LatencySketch[]::new));
        }

        Parts add(Readable row) {
            Short[] buckets = row.get("buckets", Short[].class);
            Integer[] counts = row.get("counts", Integer[].class);
            whole.add(buckets, counts);
            parts[row.get("part", Integer.class)].add(buckets, counts);
            return this;
        }

        LatencyOverview overview() {
            return new LatencyOverview(
                    source,
                    samples,
                    whole.percentile(0.5),
                    Stream.of(parts)
                            .map(part -> part.total() == 0 ? null : Double.valueOf(part.percentile(0.5)))
                            .toList());
        }
    }
}
