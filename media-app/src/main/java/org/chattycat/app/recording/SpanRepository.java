package org.chattycat.app.recording;

import java.util.Collection;
import java.util.UUID;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tables of times in which meetings are recorded, and of who agreed. */
interface SpanRepository extends Repository<MeetingRecording, UUID> {
    /** Of each meeting that has one, the recording that goes on, or else the last one. */
    @Query("""
            select distinct on (s.meeting_id)
                   s.id, s.meeting_id, s.started_at, a.display_name as started_by, s.ended_at, s.ended_because as "end"
            from recording_span s left join account a on a.id = s.account_id
            where s.meeting_id in (:meetingIds) order by s.meeting_id, s.started_at desc
            """)
    Flux<MeetingRecording> findLatest(Collection<UUID> meetingIds);

    /** What decides whether a meeting can be recorded. */
    @Query("""
            select exists (select from recording_span where meeting_id = :meetingId and ended_at is null) as recorded,
                   exists (select from participant where meeting_id = :meetingId and left_at is null) as occupied,
                   count(*) as files, coalesce(sum(bytes), 0)::bigint as bytes
            from recording where meeting_id = :meetingId
            """)
    Mono<Usage> usage(UUID meetingId);

    /**
     * @param recorded whether it is being recorded
     * @param occupied whether somebody is in the room
     * @param files its files
     * @param bytes of all its files
     */
    record Usage(boolean recorded, boolean occupied, long files, long bytes) {}

    /** The caller holds the lock on the meeting's row, and has found that it is not being recorded. */
    @Modifying
    @Query("insert into recording_span (id, meeting_id, account_id) values (:id, :meetingId, :accountId)")
    Mono<Void> start(UUID id, UUID meetingId, UUID accountId);

    /** @return how many recordings of the meeting ended, 0 or 1 */
    @Modifying
    @Query("""
            update recording_span set ended_at = clock_timestamp(), ended_because = :why
            where meeting_id = :meetingId and ended_at is null
            """)
    Mono<Long> end(UUID meetingId, String why);

    /** The recording to which a file belongs. */
    @Query("select span_id from recording where id = :fileId")
    Mono<UUID> ofFile(UUID fileId);

    /** Ends a recording for a reason of the server, which the timeline tells without a host. */
    @Query("""
            with ended as (
                update recording_span set ended_at = clock_timestamp(), ended_because = :why
                where id = :id and ended_at is null
                returning meeting_id
            ), told as (
                insert into host_action (id, meeting_id, kind)
                select gen_random_uuid(), meeting_id, 'RECORDING_STOPPED' from ended
            )
            select count(*) from ended
            """)
    Mono<Long> endByServer(UUID id, String why);

    /** Ends recordings of rooms that are empty, and those that have reached a limit. */
    @Query("""
            with due as (
                select s.id, case
                    when not exists (
                        select from participant p where p.meeting_id = s.meeting_id and p.left_at is null)
                    then 'EVERYBODY_LEFT'
                    when s.started_at < clock_timestamp() - :mostSeconds * interval '1 second' then 'TIME_LIMIT'
                    when (select count(*) >= :mostFiles or sum(bytes) >= :mostBytes
                          from recording where meeting_id = s.meeting_id)
                    then 'SIZE_LIMIT' end as why
                from recording_span s where s.ended_at is null
            ), ended as (
                update recording_span s set ended_at = clock_timestamp(), ended_because = due.why
                from due where s.id = due.id and s.ended_at is null and due.why is not null
                returning s.meeting_id
            ), told as (
                insert into host_action (id, meeting_id, kind)
                select gen_random_uuid(), meeting_id, 'RECORDING_STOPPED' from ended
            )
            select count(*) from ended
            """)
    Mono<Long> endDue(long mostSeconds, long mostFiles, long mostBytes);

    /**
     * Stores the answer of somebody in the room.
     *
     * @return 0 when the recording is over or the participant is not in the room
     */
    @Modifying
    @Query("""
            insert into recording_consent (span_id, participant_id, meeting_id, agrees)
            select s.id, p.id, s.meeting_id, :agrees
            from recording_span s join participant p on p.meeting_id = s.meeting_id
            where s.id = :id and s.ended_at is null and p.id = :participantId and p.left_at is null
            on conflict (span_id, participant_id)
            do update set agrees = excluded.agrees, answered_at = excluded.answered_at
            """)
    Mono<Long> answer(UUID id, UUID participantId, boolean agrees);

    /** Deletes recordings that ended so long ago, and have no files any more. */
    @Modifying
    @Query("""
            delete from recording_span s
            where s.ended_at < now() - :seconds * interval '1 second'
              and not exists (select from recording f where f.span_id = s.id)
            """)
    Mono<Long> deleteExpired(long seconds);
}
