package org.chattycat.app.database;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Waits for a database answer on a servlet thread, which may block where an event loop may not. The limit covers waiting
 * for a connection and the statement, so it only ends what both of these limits failed to end.
 */
@Component
public class DatabaseWait {
    private final Duration limit;

    DatabaseWait(DatabaseProperties properties) {
        limit = properties.statementTimeout().multipliedBy(3);
    }

    /** The answer, null where there is none. */
    public <T> T one(Mono<T> answer) {
        return answer.block(limit);
    }

    public <T> List<T> all(Flux<T> answers) {
        return answers.collectList().block(limit);
    }
}
