package org.chattycat.app.recording;

import java.util.UUID;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of recorded files. */
interface RecordingRepository extends Repository<Recording, UUID> {
    /** The most that one query returns: as many as a meeting may have. */
    int MOST = 10_000;

    String SELECT = """
            select f.id, f.meeting_id, m.title, upper(f.kind) as shows, f.started_at as at, f.ended_at as until, f.state, f.reason, f.bytes,
                   h.account_id is not null as deletable,
                   f.participant_id, p.display_name, p.guest_id is not null as guest, p.joined_at, p.left_at,
                   case when p.left_at is null then p.hand_raised_at end as hand_raised_at
            from recording f join meeting m on m.id = f.meeting_id join participant p on p.id = f.participant_id
            left join meeting_host h on h.meeting_id = f.meeting_id and h.account_id = :accountId
            """;

    /** The files of a meeting, in the order of their beginnings. The caller has checked the access. */
    @Query(SELECT + "where f.meeting_id = :meetingId order by f.started_at, f.id limit " + MOST)
    Flux<Recording> findAll(UUID meetingId, UUID accountId);

    /** A file of a meeting that an account may see. */
    @Query(SELECT + """
            join meeting_member me on me.meeting_id = f.meeting_id and me.account_id = :accountId and me.removed_at is null
            where f.id = :id
            """)
    Mono<Recording> findVisible(UUID id, UUID accountId);

    /**
     * Adds a file of a publication, if its recording goes on, its person agrees, and the meeting may have another file.
     *
     * @return 0 when one of these is not so
     */
    @Modifying
    @Query("""
            insert into recording (id, meeting_id, span_id, participant_id, publication_id, kind, instance_id, upload_hash)
            select :id, s.meeting_id, s.id, u.participant_id, u.id, u.kind, :instanceId, :uploadHash
            from recording_span s
            join publication u on u.meeting_id = s.meeting_id and u.id = :publicationId and u.ended_at is null
            join recording_consent c on c.span_id = s.id and c.participant_id = u.participant_id and c.agrees
            where s.id = :spanId and s.ended_at is null
              and (select count(*) from recording where meeting_id = s.meeting_id) < :most
            """)
    Mono<Long> add(UUID id, UUID spanId, UUID publicationId, UUID instanceId, byte[] uploadHash, int most);

    /** Uses up the token of an upload, and returns the file; empty for a token that is unknown or was used. */
    @Query("""
            update recording set upload_hash = null, heard_at = clock_timestamp()
            where upload_hash = :uploadHash and state = 'RECORDING'
            returning id
            """)
    Mono<UUID> claim(byte[] uploadHash);

    /**
     * Stores how much of an upload has arrived.
     *
     * @return whether it may go on: not when its recording is over, or its person took the consent back, for longer than the
     *     grace. Empty when the file was deleted or given up
     */
    @Query("""
            with mine as (
                update recording set bytes = :bytes, heard_at = clock_timestamp()
                where id = :id and state = 'RECORDING'
                returning span_id, participant_id
            )
            select coalesce(least(s.ended_at, case when not c.agrees then c.answered_at end)
                            >= clock_timestamp() - :graceMillis * interval '1 millisecond', true)
            from mine join recording_span s on s.id = mine.span_id
            left join recording_consent c on c.span_id = mine.span_id and c.participant_id = mine.participant_id
            """)
    Mono<Boolean> progress(UUID id, long bytes, long graceMillis);

    /** @return 0 when the file was deleted or given up */
    @Modifying
    @Query("""
            update recording set state = :state, bytes = :bytes,
                   reason = case when :state = 'COMPLETE' then null else coalesce(reason, :reason) end,
                   ended_at = clock_timestamp(), heard_at = null
            where id = :id and state = 'RECORDING'
            """)
    Mono<Long> end(UUID id, String state, long bytes, String reason);

    /**
     * Stores why the media server gave up: for a file that has not begun to arrive, it has failed by that. A reason of this server
     * stays, because the media server then knows no more than that the connection was closed.
     *
     * @param brokeOff the reason of a file that the media server broke off
     */
    @Modifying
    @Query("""
            update recording set reason = case when reason <> :brokeOff then reason else left(:reason, 300) end,
                   state = case when upload_hash is null then state else 'FAILED' end,
                   ended_at = case when upload_hash is null then ended_at else clock_timestamp() end, upload_hash = null
            where id = :id and state in ('RECORDING', 'CUT_OFF')
            """)
    Mono<Void> failed(UUID id, String reason, String brokeOff);

    /** Deletes a file that has not begun to arrive, because nothing of it will. Its token leads nowhere then. */
    @Modifying
    @Query("delete from recording where id = :id and upload_hash is not null and state = 'RECORDING'")
    Mono<Void> withdraw(UUID id);

    /** The same for those whose instance has died, or whose recording has been over for some time. */
    @Modifying
    @Query("""
            delete from recording f using recording_span s
            where s.id = f.span_id and f.state = 'RECORDING' and f.upload_hash is not null
              and f.started_at < now() - :seconds * interval '1 second'
              and (s.ended_at < now() - :seconds * interval '1 second' or not exists (
                  select from app_instance i where i.id = f.instance_id and i.lease_until > now()))
            """)
    Mono<Long> deleteLost(long seconds);

    /**
     * Files whose uploads nobody has heard of for so long, because the instance that received them died. The caller finishes them:
     * others do not get them for the same time.
     */
    @Query("""
            update recording set heard_at = clock_timestamp()
            where id in (
                select id from recording
                where state = 'RECORDING' and heard_at < clock_timestamp() - :seconds * interval '1 second'
                order by id limit 100 for update skip locked)
            returning id
            """)
    Flux<UUID> takeLost(long seconds);

    @Modifying
    @Query("delete from recording where id = :id")
    Mono<Long> delete(UUID id);

    @Modifying
    @Query("delete from recording where ended_at < now() - :seconds * interval '1 second'")
    Mono<Long> deleteExpired(long seconds);
}
