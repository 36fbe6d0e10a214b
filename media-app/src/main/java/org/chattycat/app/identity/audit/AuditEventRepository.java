package org.chattycat.app.identity.audit;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of the audit log. */
interface AuditEventRepository extends Repository<AuditEvent, Long> {
    /** Adds an event, or counts it in the row of its bucket. */
    @Modifying
    @Query("""
            insert into audit_event as stored (at, kind, account_id, address, browser, detail, bucket)
            values (:at, :kind, :accountId, :address, :browser, :detail, :bucket)
            on conflict (bucket) do update
            set times = stored.times + 1, last_at = greatest(stored.last_at, excluded.at)
            """)
    Mono<Integer> add(
            Instant at, String kind, UUID accountId, String address, String browser, String detail, String bucket);

    /** The events of an account, and sign-in links sent to its address, oldest first. */
    @Query("""
            select * from audit_event
            where account_id = :accountId
               or account_id is null and detail = (select email from account where id = :accountId)
            order by id
            """)
    Flux<AuditEvent> findByAccount(UUID accountId);

    /** Removes everything personal from the events that {@link #findByAccount} finds. */
    @Modifying
    @Query("""
            update audit_event set address = null, browser = null, detail = null, bucket = null
            where account_id = :accountId
               or account_id is null and detail = (select email from account where id = :accountId)
            """)
    Mono<Integer> anonymize(UUID accountId);

    Mono<Long> deleteByAtBefore(Instant time);
}
