package org.chattycat.app.platform.database;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The only place where a thread waits for a reactive result. Servlet filters, Spring MVC controllers, and the interfaces of
 * Spring Security and the WebAuthn library are blocking, and run on virtual threads; call tasks run on a pool of their own. Event
 * loops must not use this class.
 *
 * <p>The limit is longer than the time-outs of connections and statements together, so those end a wait first. An outage ends
 * every wait at once.
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
     * Waits for a result.
     *
     * @return null when there is none
     * @throws org.springframework.dao.DataAccessResourceFailureException during an outage, and after the limit
     */
    public <T> T one(Mono<T> answer) {
        return Mono.firstWithSignal(answer, state.<T>untilAway())
                .timeout(limit)
                .onErrorMap(
                        TimeoutException.class,
                        late -> new DatabaseAwayException("the database did not respond within " + limit))
                .block();
    }

    /** Waits for all results, see {@link #one}. */
    public <T> List<T> all(Flux<T> answers) {
        return one(answers.collectList());
    }

    /** Whether an outage has been detected and logged, so that callers do not need to log it. */
    public boolean isAway() {
        return state.isAway();
    }
}
