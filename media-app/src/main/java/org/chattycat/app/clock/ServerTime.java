package org.chattycat.app.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.database.DatabaseTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The time with which clock pages synchronise: that of the database, which all instances and workers have in common. Where the
 * database runs on this machine, it is this machine's time. Thread-safe.
 */
@Component
public class ServerTime extends DatabaseTask {
    private static final Logger log = LoggerFactory.getLogger(ServerTime.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int READINGS = 5;

    private final DatabaseClient database;
    private final Clock clock;
    private volatile Offset offset = new Offset(0, 0);

    ServerTime(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The database's clock less this machine's.
     *
     * @param errorMs half the round trip of the reading
     */
    record Offset(double ms, double errorMs) {
        /** No difference, where the reading does not prove one. */
        Offset proven() {
            return Math.abs(ms) <= errorMs ? new Offset(0, 0) : this;
        }
    }

    /** The time in ms since 1970, with a fraction. */
    public double millis() {
        return millis(clock.instant()) + offset.ms();
    }

    /** Bound of the difference between {@link #millis} and the database's clock, in ms. */
    double errorMs() {
        return offset.errorMs();
    }

    @Override
    protected Flux<?> work() {
        return Flux.interval(Duration.ZERO, INTERVAL)
                .onBackpressureDrop()
                .concatMap(
                        tick -> best().doOnNext(measured -> offset = measured.proven())
                                .onErrorResume(e -> {
                                    if (!DatabaseFailure.isOutage(e)) {
                                        log.warn("The database's clock could not be read: {}", e.toString());
                                    }
                                    return Mono.empty();
                                }),
                        1);
    }

    private Mono<Offset> best() {
        return Flux.range(0, READINGS)
                .concatMap(i -> reading(), 1)
                .collectList()
                .map(all -> all.stream()
                        .min(Comparator.comparingDouble(Offset::errorMs))
                        .orElseThrow());
    }

    private Mono<Offset> reading() {
        return Mono.defer(() -> {
            long beforeNanos = System.nanoTime();
            double beforeMs = millis(clock.instant());
            return database.sql("select clock_timestamp()")
                    .map(row -> row.get(0, Instant.class))
                    .one()
                    .map(there -> {
                        double halfMs = (System.nanoTime() - beforeNanos) / 2e6;
                        return new Offset(millis(there) - beforeMs - halfMs, halfMs);
                    });
        });
    }

    private static double millis(Instant instant) {
        return instant.getEpochSecond() * 1000.0 + instant.getNano() / 1000 / 1000.0;
    }
}
