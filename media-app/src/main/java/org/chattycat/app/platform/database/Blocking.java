package org.chattycat.app.platform.database;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Waits for a database answer on a servlet thread, which may block where an event loop may not. The limit covers waiting
 * for a connection and the statement, so it only ends what both of these limits failed to end. An outage ends every wait.
 */
@Component
public class Blocking {
    private final Duration limit;
    private final DatabaseState state;

    Blocking(DatabaseProperties properties, DatabaseState state) {
        limit = properties.statementTimeout().multipliedBy(3);
        this.state = state;
    }

    /**
     * The answer, null where there is none.
     *
     * @throws DatabaseAwayException during an outage, and when the limit passed
     */
    public <T> T one(Mono<T> answer) {
        return Mono.firstWithSignal(answer, state.<T>untilAway())
                .timeout(limit)
                .onErrorMap(
                        TimeoutException.class,
                        late -> new DatabaseAwayException("the database gave no answer within " + limit))
                .block();
    }

    public <T> List<T> all(Flux<T> answers) {
        return one(answers.collectList());
    }

    /** Whether an outage is known, and was reported, so that nobody else needs to report it. */
    public boolean isAway() {
        return state.isAway();
    }
}
