package org.chattycat.app.latency.viewer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chattycat.app.platform.database.DatabaseTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stores viewers' quality in batches, once a second. The buffer outlasts short outages of the database; what does not fit is
 * dropped.
 */
@Component
class ViewerQualityStore extends DatabaseTask {
    private static final Logger log = LoggerFactory.getLogger(ViewerQualityStore.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** Ten seconds of a hundred rooms in which five people view each other. */
    private static final int MAX_WAITING = 20_000;
    /** Rows of one statement: about a megabyte. */
    private static final int MAX_BATCH = 1000;

    private final ViewerQualityTable table;
    private final ArrayBlockingQueue<ViewerQuality> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicBoolean full = new AtomicBoolean();

    ViewerQualityStore(ViewerQualityTable table) {
        this.table = table;
    }

    /** Adds a row, which is stored within about a second. For every thread. */
    void add(ViewerQuality row) {
        if (!waiting.offer(row) && full.compareAndSet(false, true)) {
            log.warn("Reports of viewers are dropped: the database has not taken {} of them", MAX_WAITING);
        }
    }

    @Override
    protected Flux<?> work() {
        return Flux.interval(INTERVAL).onBackpressureDrop().concatMap(tick -> flush(), 1);
    }

    /** Stores what waits. After a failure, the rows of the batch wait again as far as there is room. */
    Mono<Void> flush() {
        return Mono.defer(() -> {
                    List<ViewerQuality> batch = new ArrayList<>();
                    waiting.drainTo(batch, MAX_BATCH);
                    if (batch.isEmpty()) {
                        return Mono.just(false);
                    }
                    return table.insert(batch)
                            .thenReturn(true)
                            .doOnSuccess(stored -> full.set(false))
                            .onErrorResume(e -> {
                                log.debug("Reports of viewers were not stored", e);
                                batch.forEach(this::add);
                                return Mono.just(false);
                            });
                })
                .repeat()
                .takeUntil(stored -> !stored)
                .then();
    }
}
