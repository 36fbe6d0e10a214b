package org.chattycat.app.latency.rollup;

import java.time.Duration;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.database.DatabaseTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes the roll-ups of minutes that have ended, and again those of minutes that late rows touched. Every instance tries; a
 * lock in the database lets one at a time do it. The statement is a function of the database, so this uses DatabaseClient.
 */
@Component
public class RollUps extends DatabaseTask {
    private static final Logger log = LoggerFactory.getLogger(RollUps.class);
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    /** Minutes of meetings in one transaction: with four clocks each, a tenth of the time that a statement may take. */
    private static final int BATCH = 50;
    /** How much smaller the transactions become where one took too long: minutes of large meetings have many samples. */
    private static final int SMALLER = 7;

    private final DatabaseClient database;

    RollUps(DatabaseClient database) {
        this.database = database;
    }

    @Override
    protected Flux<?> work() {
        return Flux.interval(INTERVAL)
                .onBackpressureDrop()
                .concatMap(
                        tick -> write().onErrorResume(e -> {
                            if (!DatabaseFailure.isOutage(e)) {
                                log.warn("Minutes were not rolled up: {}", e.toString());
                            }
                            return Mono.empty();
                        }),
                        1);
    }

    /**
     * Writes the roll-ups of all marked minutes that have ended.
     *
     * @return how many minutes of meetings were written since a transaction took too long; 0 also while another instance writes
     */
    Mono<Long> write() {
        return write(BATCH);
    }

    private Mono<Long> write(int minutes) {
        return batch(minutes)
                .expand(written -> written < minutes ? Mono.empty() : batch(minutes))
                .reduce(0L, Long::sum)
                .onErrorResume(
                        e -> minutes > 1 && DatabaseFailure.isStatementTimeout(e),
                        e -> write(Math.max(1, minutes / SMALLER)));
    }

    private Mono<Integer> batch(int minutes) {
        return database.sql("select roll_up_measurements(:limit)")
                .bind("limit", minutes)
                .map(row -> row.get(0, Integer.class))
                .one();
    }
}
