package org.chattycat.app.identity.session;

import java.time.Instant;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of ended sessions. */
interface EndedSessionRepository extends Repository<EndedSession, String> {
    Flux<EndedSession> findByAtAfter(Instant time);

    Mono<Long> deleteByAtBefore(Instant time);
}
