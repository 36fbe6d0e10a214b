package org.chattycat.app.meeting;

import java.util.UUID;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** The table of knocks. A person is an account or a guest: one of {@code accountId} and {@code guestId} is null. */
interface KnockRepository extends Repository<Knock, UUID> {
    /** Those who wait, until {@code expires_at} without an answer. */
    String WAITING = " meeting_id = :meetingId and answer is null and expires_at > now() ";

    @Query("select count(*) from knock where" + WAITING)
    Mono<Long> countWaiting(UUID meetingId);

    /** Adds a knock, in place of an earlier one of the same person that has expired or ended with the meeting. */
    @Modifying
    @Query("""
            insert into knock (id, meeting_id, account_id, guest_id, display_name, expires_at)
            values (:id, :meetingId, :accountId, :guestId, :displayName, now() + :millis * interval '1 millisecond')
            on conflict (meeting_id, person_id) do update
            set id = excluded.id, display_name = excluded.display_name, knocked_at = now(), answer = null,
                answered_at = null, expires_at = excluded.expires_at
            where knock.expires_at <= now() or knock.answer = 'MEETING_ENDED'
            """)
    Mono<Void> add(UUID id, UUID meetingId, UUID accountId, UUID guestId, String displayName, long millis);

    /**
     * The state of a person's knock, by the name of a {@link WaitingRoom.State}; empty for none that counts. Whoever waits may
     * wait on for some time from now, but not longer than a longest time from the knock.
     */
    @Query("""
            with kept as (
                update knock set expires_at = least(now() + :millis * interval '1 millisecond',
                                                    knocked_at + :longestMillis * interval '1 millisecond')
                where person_id = :personId and\
            """ + WAITING + """
            )
            select coalesce(answer, 'WAITING') from knock
            where meeting_id = :meetingId and person_id = :personId and expires_at > now()
            """)
    Mono<String> keepWaiting(UUID meetingId, UUID personId, long millis, long longestMillis);

    /**
     * Answers those who wait, or one of them. The answer counts for some time.
     *
     * @param only the id of the only knock; null for all
     * @param answer the name of a {@link WaitingRoom.State}
     * @return how many were answered
     */
    @Modifying
    @Query("""
            update knock
            set answer = :answer, answered_at = now(), expires_at = now() + :millis * interval '1 millisecond'
            where (cast(:only as uuid) is null or id = :only) and\
            """ + WAITING)
    Mono<Long> answer(UUID meetingId, UUID only, String answer, long millis);

    /** What whoever waits learns of the meeting. */
    @Query("""
            select m.title, exists (
                select from participant p
                join meeting_host h on h.meeting_id = p.meeting_id and h.account_id = p.account_id
                where p.meeting_id = m.id and p.left_at is null) as host_present
            from meeting m where m.id = :meetingId
            """)
    Mono<Outside> findOutside(UUID meetingId);

    /**
     * A meeting as people see it who are not in it.
     *
     * @param title null for none
     * @param hostPresent whether a host is in the room
     */
    record Outside(String title, boolean hostPresent) {}

    /** The person no longer waits. */
    @Modifying
    @Query("delete from knock where meeting_id = :meetingId and person_id = :personId and answer is null")
    Mono<Void> withdraw(UUID meetingId, UUID personId);

    /** Nobody waits any more, and nobody is admitted without being there. */
    @Modifying
    @Query("delete from knock where meeting_id = :meetingId and answer is distinct from 'DENIED'")
    Mono<Void> deleteAll(UUID meetingId);

    @Modifying
    @Query("delete from knock where expires_at < now()")
    Mono<Long> deleteExpired();
}
