package org.chattycat.app.clock;

import java.util.List;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.database.DatabaseTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Marks the samples of clocks that were cut off, so that no statistic counts them. Workers write samples some time after they
 * measured, so this is repeated for as long as the clock's row exists. Every instance of the application does this.
 */
@Component
class WrongClocks extends DatabaseTask {
    private static final Logger log = LoggerFactory.getLogger(WrongClocks.class);

    /** What was measured lately with clocks that were cut off. The difference of two codes needs no right clock. */
    private static final String WRONG = """
            c.wrong_since is not null and m.meeting_id = c.meeting_id and m.clock_id = c.clock_id
            and m.source <> 'PAIR' and m.validity <> 'CLOCK_FAULT'
            """;

    private static final String MARK_SAMPLES = """
            update latency_sample m set validity = 'CLOCK_FAULT' from own_clock c
            where m.arrived_at >= c.wrong_since and m.arrived_at > now() - interval '10 minutes' and
            """ + WRONG;

    private static final String LATE_WINDOWS = """
            m.starts_at >= date_trunc('second', c.wrong_since) and m.starts_at > now() - interval '10 minutes' and
            """ + WRONG;

    /** One window of a second becomes that of its faults. */
    private static final String DROP_OTHER_WINDOWS = """
            delete from latency_window m using latency_window other, own_clock c
            where other.publication_id = m.publication_id and other.starts_at = m.starts_at and other.source = m.source
              and other.clock_id = m.clock_id and other.clock_number = m.clock_number and other.fencing = m.fencing
              and (other.validity = 'CLOCK_FAULT' or other.validity = 'VALID' and m.validity = 'IMPLAUSIBLE') and
            """ + LATE_WINDOWS;

    private static final String MARK_WINDOWS =
            "update latency_window m set validity = 'CLOCK_FAULT' from own_clock c where " + LATE_WINDOWS;

    private final DatabaseClient database;
    private final ClockProperties properties;

    WrongClocks(DatabaseClient database, ClockProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    @Override
    protected Flux<?> work() {
        return Flux.interval(properties.markWrong())
                .onBackpressureDrop()
                .concatMap(
                        tick -> mark().onErrorResume(e -> {
                            if (!DatabaseFailure.isOutage(e)) {
                                log.warn("The samples of wrong clocks were not marked: {}", e.toString());
                            }
                            return Mono.empty();
                        }),
                        1);
    }

    private Mono<Void> mark() {
        return database.sql("select exists (select from own_clock where wrong_since is not null)")
                .map(row -> row.get(0, Boolean.class))
                .one()
                .filter(exists -> exists)
                .flatMap(exists -> Flux.fromIterable(List.of(MARK_SAMPLES, DROP_OTHER_WINDOWS, MARK_WINDOWS))
                        .concatMap(sql -> database.sql(sql).fetch().rowsUpdated())
                        .then());
    }
}
