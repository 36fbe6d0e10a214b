package org.chattycat.app.platform.database;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Whether the database is available, as detected by {@link DatabaseWatch}. During an outage nothing waits for a time-out. */
@Component
public class DatabaseState {
    private static final String AWAY = "the database is unavailable";

    private volatile boolean away;
    private volatile Sinks.One<Object> outage = Sinks.one();

    public boolean isAway() {
        return away;
    }

    /** Emits no value. Fails with {@link DatabaseAwayException} when an outage begins, and at once during an outage. */
    <T> Mono<T> untilAway() {
        return outage.asMono().then(Mono.never());
    }

    synchronized void away() {
        if (!away) {
            away = true;
            outage.tryEmitError(new DatabaseAwayException(AWAY));
        }
    }

    synchronized void back() {
        if (away) {
            outage = Sinks.one();
            away = false;
        }
    }
}
