package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.identity.guest.MeetingEntrance;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tables of meetings and of their members. */
interface MeetingRepository extends Repository<Meeting, UUID> {
    /** When a meeting {@code m} started and ended. */
    String PRESENCE = """
             left join lateral (
                select min(p.joined_at) as started_at,
                       case when bool_or(p.left_at is null) then null else max(p.left_at) end as ended_at
                from participant p where p.meeting_id = m.id
            ) presence on true
            """;

    /** Selects meetings that an account created or joined and was not removed from. */
    String SELECT_VISIBLE = """
            select m.id, m.created_at, presence.started_at, presence.ended_at,
                   h.account_id is not null as host, coalesce(h.co_host, false) as co_host, m.guests_allowed, m.locked,
                   m.waiting_room, m.stamps_requested, m.title, m.short_code
            from meeting m
            left join meeting_host h on h.meeting_id = m.id and h.account_id = :accountId
            join meeting_member me on me.meeting_id = m.id and me.account_id = :accountId and me.removed_at is null\
            """ + PRESENCE;

    /**
     * Creates a meeting, whose creator becomes a member. Empty when the account has created {@code maxPerHour} meetings in the
     * last hour.
     */
    @Query("""
            with created as (
                insert into meeting (id, created_by, guests_allowed)
                select :id, :accountId, :guestsAllowed
                where (select count(*) from meeting
                       where created_by = :accountId and created_at > now() - interval '1 hour') < :maxPerHour
                returning id, created_at, guests_allowed, locked, waiting_room, stamps_requested, title, short_code
            ), member as (
                insert into meeting_member (meeting_id, account_id) select id, :accountId from created
            )
            select id, created_at, null::timestamptz as started_at, null::timestamptz as ended_at, true as host,
                   false as co_host, guests_allowed, locked, waiting_room, stamps_requested, title, short_code
            from created
            """)
    Mono<Meeting> create(UUID id, UUID accountId, boolean guestsAllowed, int maxPerHour);

    @Query(SELECT_VISIBLE + "where m.id = :meetingId")
    Mono<Meeting> findVisible(UUID meetingId, UUID accountId);

    /**
     * Some of the meetings that an account may see, newest first. Parameters that are null do not select.
     *
     * @param only the only meeting
     * @param search part of the title or of the name of somebody who was there, or the beginning of the meeting's id or short
     *     code; in lower case
     * @param from the first instant of creation
     * @param to the first instant of creation after the range
     * @param beforeAt with {@code beforeId}, the meeting before the page
     */
    @Query("""
            with page as (
                select m.*
                from meeting_member me join meeting m on m.id = me.meeting_id
                where me.account_id = :accountId and me.removed_at is null
                  and (cast(:only as uuid) is null or m.id = :only)
                  and (cast(:from as timestamptz) is null or m.created_at >= :from)
                  and (cast(:to as timestamptz) is null or m.created_at < :to)
                  and (cast(:beforeAt as timestamptz) is null or (m.created_at, m.id) < (:beforeAt, :beforeId))
                  and (cast(:search as text) is null
                       or starts_with(m.id::text, :search)
                       or starts_with(m.short_code, replace(:search, ' ', '-'))
                       or strpos(lower(m.title), :search) > 0
                       or exists (select from participant p
                                  where p.meeting_id = m.id and strpos(lower(p.display_name), :search) > 0))
                order by m.created_at desc, m.id desc limit :limit
            )
            select m.id, m.created_at, presence.started_at, presence.ended_at,
                   h.account_id is not null as host, coalesce(h.co_host, false) as co_host, m.guests_allowed, m.locked,
                   m.waiting_room, m.stamps_requested, m.title, m.short_code
            from page m left join meeting_host h on h.meeting_id = m.id and h.account_id = :accountId\
            """ + PRESENCE + """
            order by m.created_at desc, m.id desc
            """)
    Flux<Meeting> findVisible(
            UUID accountId,
            UUID only,
            String search,
            Instant from,
            Instant to,
            Instant beforeAt,
            UUID beforeId,
            int limit);

    @Modifying
    @Query("delete from meeting where id = :meetingId")
    Mono<Void> delete(UUID meetingId);

    /** Whether somebody is in the room; empty when the account did not create the meeting. */
    @Query("""
            select exists (select from participant where meeting_id = m.id and left_at is null)
            from meeting m where m.id = :meetingId and m.created_by = :accountId
            """)
    Mono<Boolean> isInUse(UUID meetingId, UUID accountId);

    @Query("""
            select guests_allowed, locked, waiting_room, title,
                   exists (select from recording_span s where s.meeting_id = m.id and s.ended_at is null) as recorded
            from meeting m where m.id = :meetingId
            """)
    Mono<MeetingEntrance.Settings> findSettings(UUID meetingId);

    /** The meeting with a short code, unless this account was removed from it. */
    @Query("""
            select m.id from meeting m
            where m.short_code = :code and not exists (
                select from meeting_member me
                where me.meeting_id = m.id and me.account_id = :accountId and me.removed_at is not null)
            """)
    Mono<UUID> findIdForAccount(String code, UUID accountId);

    /** The meeting with a short code, if it admits people without an account. */
    @Query("select id from meeting where short_code = :code and guests_allowed")
    Mono<UUID> findIdForStrangers(String code);

    /** Locks the row of a meeting until the transaction ends. */
    @Query("select id from meeting where id = :meetingId for update")
    Mono<UUID> lockRow(UUID meetingId);

    /** The meeting, if the account may act as its host. Locks its row, so that nobody joins meanwhile. */
    @Query("""
            select m.id from meeting m
            join meeting_host h on h.meeting_id = m.id and h.account_id = :accountId
            where m.id = :meetingId for update of m
            """)
    Mono<UUID> lockForHost(UUID meetingId, UUID accountId);

    /** @return 0 when that is so already, as for the settings below */
    @Modifying
    @Query("update meeting set guests_allowed = :allowed where id = :meetingId and guests_allowed <> :allowed")
    Mono<Long> setGuestsAllowed(UUID meetingId, boolean allowed);

    @Modifying
    @Query("update meeting set locked = :locked where id = :meetingId and locked <> :locked")
    Mono<Long> setLocked(UUID meetingId, boolean locked);

    @Modifying
    @Query("update meeting set waiting_room = :on where id = :meetingId and waiting_room <> :on")
    Mono<Long> setWaitingRoom(UUID meetingId, boolean on);

    @Modifying
    @Query("update meeting set stamps_requested = :requested where id = :meetingId and stamps_requested <> :requested")
    Mono<Long> setStampsRequested(UUID meetingId, boolean requested);

    /** @param title null for none */
    @Modifying
    @Query("update meeting set title = :title where id = :meetingId and title is distinct from :title")
    Mono<Long> setTitle(UUID meetingId, String title);

    @Query("select pg_notify('chattycat_room', :text)::text")
    Mono<String> notifyRoom(String text);

    /** @return the meetings without another host that admitted guests until now */
    @Query("""
            update meeting set guests_allowed = false
            where guests_allowed and id in (select meeting_id from meeting_host where account_id = :accountId)
              and not exists (
                  select from meeting_host h where h.meeting_id = meeting.id and h.account_id <> :accountId)
            returning id
            """)
    Flux<UUID> refuseGuestsOfOnlyHost(UUID accountId);

    @Modifying
    @Query("""
            insert into meeting_member (meeting_id, account_id) values (:meetingId, :accountId)
            on conflict do nothing
            """)
    Mono<Void> addMember(UUID meetingId, UUID accountId);

    @Modifying
    @Query("""
            update meeting_member set removed_at = now()
            where meeting_id = :meetingId and account_id = :accountId
            """)
    Mono<Void> removeMember(UUID meetingId, UUID accountId);

    @Modifying
    @Query("delete from guest where id = :guestId")
    Mono<Void> removeGuest(UUID guestId);

    @Modifying
    @Query("delete from guest where meeting_id = :meetingId")
    Mono<Void> removeGuests(UUID meetingId);

    /** Whoever is in the room and what they publish: one row per publication, or per participant without any. */
    @Query("""
            select m.created_at, m.kurento_uri, m.pipeline_id,
                   m.stamps_requested and exists (select from meeting_host where meeting_id = m.id) as stamps_requested,
                   m.title, m.short_code, r.id as recording_id, r.started_at as recording_started_at,
                   starter.display_name as recording_started_by, r.ended_because as recording_end,
                   m.chat_messages, s.draining_since is not null as media_server_draining,
                   p.id as participant_id, p.display_name, p.account_id, p.guest_id, p.instance_id,
                   p.resume_until is not null as reconnecting, p.hand_raised_at,
                   h.account_id is not null as host, coalesce(h.co_host, false) as co_host, p.muted_by_host_at,
                   consent.agrees as agrees_to_recording, u.id as publication_id, u.kind, coalesce(u.audio_muted, false) as audio_muted,
                   coalesce(u.video_muted, false) as video_muted, u.endpoint_id,
                   exists (select from recording f where f.publication_id = u.id and f.state = 'RECORDING') as recorded,
                   coalesce(u.uplink, 'good') as uplink
            from meeting m
            left join media_server s on s.kurento_uri = m.kurento_uri
            left join lateral (
                select * from recording_span where meeting_id = m.id order by started_at desc limit 1
            ) r on true
            left join account starter on starter.id = r.account_id
            left join participant p on p.meeting_id = m.id and p.left_at is null
            left join meeting_host h on h.meeting_id = m.id and h.account_id = p.account_id
            left join recording_consent consent
              on consent.span_id = r.id and consent.participant_id = p.id and r.ended_at is null
            left join publication u on u.participant_id = p.id and u.ended_at is null
            where m.id = :meetingId
            order by p.joined_at, p.id, u.started_at, u.id
            """)
    Flux<RoomRow> findRoom(UUID meetingId);

    /** @return false when the pipeline was not the expected one */
    @Modifying
    @Query("""
            update meeting set kurento_uri = :kurentoUri, pipeline_id = :pipelineId
            where id = :meetingId and pipeline_id is not distinct from :expected
            """)
    Mono<Boolean> setPipeline(UUID meetingId, String expected, String kurentoUri, String pipelineId);

    /** Has all instances read the room again, so that they leave the pipeline. */
    @Query("""
            with cleared as (
                update meeting set kurento_uri = null, pipeline_id = null
                where id = :meetingId and pipeline_id = :pipelineId
                returning id
            )
            select pg_notify('chattycat_room', id::text)::text from cleared
            """)
    Flux<String> clearPipeline(UUID meetingId, String pipelineId);

    /** Has all instances read the rooms again whose media is on this server. */
    @Query("select pg_notify('chattycat_room', id::text)::text from meeting where kurento_uri = :kurentoUri")
    Flux<String> notifyRoomsOn(String kurentoUri);

    /** @return false when the pipeline is not on a media server that is being taken out of service */
    @Modifying
    @Query("""
            update meeting m set kurento_uri = null, pipeline_id = null
            from media_server s
            where m.id = :meetingId and s.kurento_uri = m.kurento_uri and s.draining_since is not null
            """)
    Mono<Boolean> clearPipelineOfDrainingServer(UUID meetingId);

    /** @return false when there was no pipeline or somebody is in the room */
    @Modifying
    @Query("""
            update meeting set kurento_uri = null, pipeline_id = null
            where id = :meetingId and pipeline_id is not null
              and not exists (select from participant where meeting_id = :meetingId and left_at is null)
            """)
    Mono<Boolean> clearPipelineOfEmptyRoom(UUID meetingId);

    @Modifying
    @Query("""
            update meeting m set kurento_uri = null, pipeline_id = null
            where pipeline_id is not null
              and not exists (select from participant p where p.meeting_id = m.id and p.left_at is null)
            """)
    Mono<Void> clearPipelinesOfEmptyRooms();

    @Query("select pipeline_id from meeting where pipeline_id is not null")
    Flux<String> findPipelines();

    @Query("""
            select m.kurento_uri, count(*) as people, count(distinct m.id) as meetings
            from meeting m join participant p on p.meeting_id = m.id and p.left_at is null
            where m.kurento_uri is not null
            group by m.kurento_uri
            """)
    Flux<ServerLoad> findLoads();
}
