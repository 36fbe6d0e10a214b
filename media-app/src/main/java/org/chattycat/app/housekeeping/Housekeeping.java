package org.chattycat.app.housekeeping;

import java.time.Duration;
import java.util.List;
import org.chattycat.app.platform.database.DatabaseTask;
import org.chattycat.app.platform.database.ExpiringData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Deletes expired data once a minute. Every instance of the application does this, without a lock: a row that another
 * instance has deleted already is not found.
 */
@Component
class Housekeeping extends DatabaseTask {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final List<ExpiringData> data;

    Housekeeping(List<ExpiringData> data) {
        this.data = data;
    }

    @Override
    protected Flux<?> work() {
        return Flux.interval(INTERVAL).onBackpressureDrop().concatMap(tick -> deleteExpired(), 1);
    }

    /** Asks every part for its statement each time: the statement contains the current time. */
    Mono<Void> deleteExpired() {
        return Flux.fromIterable(data)
                .concatMapDelayError(ExpiringData::deleteExpired)
                .then()
                .onErrorResume(e -> {
                    log.warn("Expired data was not deleted: {}", e.toString());
                    return Mono.empty();
                });
    }
}
