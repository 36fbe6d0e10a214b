package org.chattycat.app.platform.database;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Whether the database answers, as {@link DatabaseWatch} found it. During an outage nobody waits for a time-out. */
@Component
public class DatabaseState {
    private static final String AWAY = "the database is away";

    private volatile boolean away;
    private volatile Sinks.One<Object> outage = Sinks.one();

    public boolean isAway() {
        return away;
    }

    /** Never a value: fails with {@link DatabaseAwayException} when an outage begins, and at once during one. */
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
