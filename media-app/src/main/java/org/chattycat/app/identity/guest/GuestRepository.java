package org.chattycat.app.identity.guest;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** The table of guests. */
interface GuestRepository extends Repository<Guest, UUID> {
    /**
     * Adds a guest if the meeting admits guests. One statement checks and inserts, so that a meeting that is locked at the
     * same time is respected. Empty when the meeting does not admit guests or is locked.
     */
    @Query("""
            insert into guest (id, meeting_id, display_name, created_at, expires_at)
            select :id, id, :displayName, :createdAt, :expiresAt
            from meeting where id = :meetingId and guests_allowed and not locked
            returning *
            """)
    Mono<Guest> add(UUID id, UUID meetingId, String displayName, Instant createdAt, Instant expiresAt);

    /** Whether a guest exists, has not expired, and is in a meeting that still admits guests. */
    @Query("""
            select exists (
                select from guest g join meeting m on m.id = g.meeting_id and m.guests_allowed
                where g.id = :id and g.expires_at > :now)
            """)
    Mono<Boolean> isAdmitted(UUID id, Instant now);

    /**
     * Deletes expired guests and, in the same statement, their sessions, which closes their calls.
     *
     * @return how many guests and sessions were deleted
     */
    @Query("""
            with expired as (delete from guest where expires_at < :now returning id),
            ended as (delete from spring_session
                where principal_name in (select 'guest:' || id from expired) returning primary_id)
            select (select count(*) from expired) + (select count(*) from ended)
            """)
    Mono<Long> deleteExpired(Instant now);
}
