package org.chattycat.app.alert;

import org.chattycat.app.platform.database.DatabaseState;
import org.chattycat.app.platform.database.DatabaseTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Evaluates the rules for as long as the application runs. All instances try, and one at a time does it. */
@Component
class AlertWatch extends DatabaseTask {
    private static final Logger log = LoggerFactory.getLogger(AlertWatch.class);

    private final AlertEvaluation evaluation;
    private final AlertProperties properties;
    private final DatabaseState database;
    private volatile long notBeforeNanos = System.nanoTime();

    AlertWatch(AlertEvaluation evaluation, AlertProperties properties, DatabaseState database) {
        this.evaluation = evaluation;
        this.properties = properties;
        this.database = database;
    }

    @Override
    protected Flux<?> work() {
        return Flux.interval(properties.interval()).onBackpressureDrop().concatMap(tick -> evaluate(), 1);
    }

    private Mono<Void> evaluate() {
        if (database.isAway()) {
            pause();
        }
        if (System.nanoTime() - notBeforeNanos < 0) {
            return Mono.empty();
        }
        return evaluation.evaluate().onErrorResume(this::failed);
    }

    private Mono<Void> failed(Throwable e) {
        pause();
        if (!database.isAway()) {
            log.warn("Alert rules were not evaluated: {}", e.toString());
        }
        return Mono.empty();
    }

    /** After an outage, workers first have to write what was measured meanwhile. */
    private void pause() {
        notBeforeNanos = System.nanoTime() + properties.resume().toNanos();
    }
}
