package org.chattycat.app.identity.session;

import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Spring Session's table. */
interface StoredSessionRepository extends Repository<StoredSession, String> {
    Mono<StoredSession> findBySessionId(String sessionId);

    @Modifying
    @Query("""
            update spring_session
            set last_access_time = :now, expiry_time = :now + max_inactive_interval * 1000::bigint
            where primary_id = any(:primaryIds)
            """)
    Mono<Integer> touch(String[] primaryIds, long now);

    Mono<Long> deleteByCreationTimeLessThan(long time);
}
