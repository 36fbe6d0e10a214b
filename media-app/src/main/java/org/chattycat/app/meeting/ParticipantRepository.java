package org.chattycat.app.meeting;

import java.util.UUID;
import org.chattycat.app.identity.guest.MeetingEntrance.Admission;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The table of participants. A person is an account or a guest: one of {@code accountId} and {@code guestId} is null. What ends
 * a participant also ends its publications and deletes their taps, in the same statement.
 */
interface ParticipantRepository extends Repository<Participant, UUID> {
    /** Ends the participants that the condition between this and {@link #AND_PUBLICATIONS} selects. */
    String END = """
            with ended as (
                update participant set left_at = now(), instance_id = null, resume_until = null
                where left_at is null and \
            """;

    String AND_PUBLICATIONS = """
                returning id
            ), unpublished as (
                update publication set ended_at = now(), endpoint_id = null
                where ended_at is null and participant_id in (select id from ended)
            ), untapped as (
                delete from tap where participant_id in (select id from ended)
            )
            select count(*) from ended
            """;

    /** As {@link #END}, and marks that the end was intended. The page is told so. */
    String REMOVE = """
            with ended as (
                update participant set removed_at = now(), left_at = now(), instance_id = null, resume_until = null
                where left_at is null and \
            """;

    /** As {@link #END}, and marks that the host ended the meeting for everybody. The page is told so. */
    String END_MEETING = """
            with ended as (
                update participant set meeting_ended = true, left_at = now(), instance_id = null, resume_until = null
                where left_at is null and \
            """;

    String OF_PERSON = " account_id is not distinct from :accountId and guest_id is not distinct from :guestId ";

    /**
     * How a meeting receives a person, by the name of an {@link Admission}. In a meeting that has no host any more, nobody is left
     * who could let people in.
     */
    String ADMISSION = """
            select case
                when exists (select from meeting_host h where h.meeting_id = m.id and h.account_id = :personId)
                     or exists (select from participant p
                                where p.meeting_id = m.id and :personId in (p.account_id, p.guest_id)) then 'OPEN'
                when m.locked or m.waiting_room and not exists (
                    select from meeting_host h where h.meeting_id = m.id) then 'LOCKED'
                when m.waiting_room and not exists (
                    select from knock k
                    where k.meeting_id = m.id and k.person_id = :personId and k.answer = 'ADMITTED'
                      and k.expires_at > now()) then 'WAITS'
                else 'OPEN' end
            from meeting m
            """;

    /** Empty when the account was removed from the meeting, or there is no such meeting. */
    String ADMISSION_OF_ACCOUNT = ADMISSION + """
            where m.id = :meetingId and not exists (
                select from meeting_member me
                where me.meeting_id = m.id and me.account_id = :personId and me.removed_at is not null)
            """;

    /** The same for a guest, who must have been admitted to the meeting. */
    String ADMISSION_OF_GUEST = ADMISSION + """
            where m.id = :meetingId and m.guests_allowed and exists (
                select from guest g where g.id = :personId and g.meeting_id = m.id and g.expires_at > now())
            """;

    @Query(ADMISSION_OF_ACCOUNT)
    Mono<String> admissionOfAccount(UUID meetingId, UUID personId);

    @Query(ADMISSION_OF_GUEST)
    Mono<String> admissionOfGuest(UUID meetingId, UUID personId);

    /** The same, and locks the row of the meeting until the transaction ends. */
    @Query(ADMISSION_OF_ACCOUNT + "for update of m")
    Mono<String> admissionOfAccountForUpdate(UUID meetingId, UUID personId);

    @Query(ADMISSION_OF_GUEST + "for update of m")
    Mono<String> admissionOfGuestForUpdate(UUID meetingId, UUID personId);

    @Query("""
            select count(*) as total, count(guest_id) as guests, count(*) filter (where\
            """ + OF_PERSON + """
            ) as own
            from participant where meeting_id = :meetingId and left_at is null
            """)
    Mono<Counts> count(UUID meetingId, UUID accountId, UUID guestId);

    /**
     * How many people are in a room.
     *
     * @param own connections of one person
     */
    record Counts(long total, long guests, long own) {}

    /**
     * Ends the longest disconnected participant of a person: one whose page is not connected, or whose instance has died.
     *
     * @return how many ended, 0 or 1
     */
    @Query(END + """
            id = (
                select p.id from participant p
                left join app_instance i on i.id = p.instance_id and i.lease_until > now()
                where p.meeting_id = :meetingId and p.left_at is null
                  and p.account_id is not distinct from :accountId and p.guest_id is not distinct from :guestId
                  and (p.resume_until is not null or i.id is null)
                order by p.resume_until nulls first, p.joined_at limit 1)
            """ + AND_PUBLICATIONS)
    Mono<Long> endOldestDisconnected(UUID meetingId, UUID accountId, UUID guestId);

    /** The names of the other people in a room. */
    @Query("""
            select display_name from participant
            where meeting_id = :meetingId and left_at is null
              and (account_id is distinct from :accountId or guest_id is distinct from :guestId)
            """)
    Flux<String> findNamesOfOthers(UUID meetingId, UUID accountId, UUID guestId);

    /** Adds a participant, and ends the knock of a person whom the host admitted. */
    @Modifying
    @Query("""
            with entered as (
                delete from knock
                where meeting_id = :meetingId and answer = 'ADMITTED' and expires_at > now()
                  and person_id = coalesce(cast(:accountId as uuid), cast(:guestId as uuid))
                returning answered_at
            )
            insert into participant (
                id, meeting_id, account_id, guest_id, display_name, resume_token_hash, instance_id, admitted_at)
            values (:id, :meetingId, :accountId, :guestId, :displayName, :resumeTokenHash, :instanceId,
                    (select answered_at from entered))
            """)
    Mono<Void> add(
            UUID id,
            UUID meetingId,
            UUID accountId,
            UUID guestId,
            String displayName,
            byte[] resumeTokenHash,
            UUID instanceId);

    /** Takes over a participant that has not ended; empty when there is none with this token. */
    @Query("""
            update participant set instance_id = :instanceId, resume_until = null
            where meeting_id = :meetingId and resume_token_hash = :resumeTokenHash and left_at is null and\
            """ + OF_PERSON + "returning id")
    Mono<UUID> resume(UUID meetingId, UUID accountId, UUID guestId, byte[] resumeTokenHash, UUID instanceId);

    /** Removes the other participants of a person, unless the one to keep has ended itself. */
    @Query(REMOVE + """
            meeting_id = :meetingId and id <> :keptId
                and exists (select from participant kept where kept.id = :keptId and kept.left_at is null) and\
            """ + OF_PERSON + AND_PUBLICATIONS)
    Mono<Long> removeOthers(UUID meetingId, UUID accountId, UUID guestId, UUID keptId);

    /** The participant, if the account may act as the host. Locks the meeting's row, so that nobody joins meanwhile. */
    @Query("""
            select p.id, p.meeting_id, p.account_id, p.guest_id, p.left_at is null as present,
                   exists (select from meeting_host o where o.meeting_id = m.id and o.account_id = p.account_id) as host,
                   not h.co_host as by_creator
            from participant p join meeting m on m.id = p.meeting_id
            join meeting_host h on h.meeting_id = m.id and h.account_id = :hostId
            where p.id = :id
            for update of m
            """)
    Mono<Target> findForHost(UUID id, UUID hostId);

    /**
     * A participant that a host acts on.
     *
     * @param accountId null for guests, and when the account was deleted
     * @param guestId null for accounts
     * @param present whether the participant is still in the room
     * @param host whether the participant's account may act as the host itself
     * @param byCreator whether the host who acts created the meeting
     */
    record Target(
            UUID id, UUID meetingId, UUID accountId, UUID guestId, boolean present, boolean host, boolean byCreator) {}

    @Query(REMOVE + "meeting_id = :meetingId and account_id = :accountId " + AND_PUBLICATIONS)
    Mono<Long> removeAccount(UUID meetingId, UUID accountId);

    @Query(REMOVE + "meeting_id = :meetingId and guest_id = :guestId " + AND_PUBLICATIONS)
    Mono<Long> removeGuest(UUID meetingId, UUID guestId);

    @Query(REMOVE + "meeting_id = :meetingId and guest_id is not null " + AND_PUBLICATIONS)
    Mono<Long> removeGuests(UUID meetingId);

    @Query(REMOVE + "id = :id " + AND_PUBLICATIONS)
    Mono<Long> remove(UUID id);

    /** Ends everybody in a room because its host ended the meeting. */
    @Query(END_MEETING + "meeting_id = :meetingId " + AND_PUBLICATIONS)
    Mono<Long> endAll(UUID meetingId);

    /** A participant of a meeting that an account may see. */
    @Query("""
            select p.id, p.meeting_id, p.display_name, p.guest_id is not null as guest, p.joined_at, p.left_at,
                   case when p.left_at is null then p.hand_raised_at end as hand_raised_at
            from participant p
            join meeting_member me on me.meeting_id = p.meeting_id and me.account_id = :accountId and me.removed_at is null
            where p.id = :id
            """)
    Mono<Participant> findVisible(UUID id, UUID accountId);

    /** Why a participant ended. */
    String HOW_ENDED = """
            select p.removed_at is not null as intended, p.meeting_ended,
                   exists (
                       select from meeting_member me
                       where me.meeting_id = p.meeting_id and me.account_id = p.account_id and me.removed_at is null)
                   or exists (select from guest g where g.id = p.guest_id) as admitted
            from participant p
            """;

    @Query(HOW_ENDED + "where p.id = :id")
    Mono<End> findEnd(UUID id);

    @Query(HOW_ENDED + """
            where p.meeting_id = :meetingId and p.resume_token_hash = :resumeTokenHash and\
            """ + OF_PERSON)
    Mono<End> findEnd(UUID meetingId, UUID accountId, UUID guestId, byte[] resumeTokenHash);

    /**
     * How a participant ended.
     *
     * @param intended whether somebody ended it
     * @param meetingEnded whether the host ended the meeting for everybody
     * @param admitted whether the person may still join: the host's removal prevents that, a person's own end does not
     */
    record End(boolean intended, boolean meetingEnded, boolean admitted) {}

    @Modifying
    @Query("""
            update participant set resume_until = now() + :leftMillis * interval '1 millisecond'
            where id = :id and instance_id = :instanceId and left_at is null
            """)
    Mono<Void> disconnected(UUID id, UUID instanceId, long leftMillis);

    @Modifying
    @Query("""
            update participant set instance_id = :instanceId, resume_until = null
            where id = :id and (instance_id = :instanceId or instance_id is null) and left_at is null
            """)
    Mono<Void> connected(UUID id, UUID instanceId);

    @Modifying
    @Query("""
            with released as (
                update participant set instance_id = null,
                    resume_until = coalesce(resume_until, now() + :windowMillis * interval '1 millisecond')
                where instance_id = :instanceId and left_at is null
                returning id
            ), unplugged as (
                update publication set endpoint_id = null
                where ended_at is null and participant_id in (select id from released)
            )
            delete from tap where participant_id in (select id from released)
            """)
    Mono<Void> handOver(UUID instanceId, long windowMillis);

    @Query(END + "id = :id " + AND_PUBLICATIONS)
    Mono<Long> end(UUID id);

    /** Ends participants that did not resume in time. */
    @Query(END + "resume_until < now() " + AND_PUBLICATIONS)
    Mono<Long> endExpired();

    @Modifying
    @Query("update participant set display_name = :displayName where account_id = :accountId")
    Mono<Void> rename(UUID accountId, String displayName);

    @Modifying
    @Query("update participant set muted_by_host_at = clock_timestamp() where id = :id and left_at is null")
    Mono<Void> muteByHost(UUID id);

    /** Mutes everybody in a room except one account. */
    @Modifying
    @Query("""
            update participant set muted_by_host_at = clock_timestamp()
            where meeting_id = :meetingId and left_at is null and account_id is distinct from :exceptAccountId
            """)
    Mono<Long> muteAllByHost(UUID meetingId, UUID exceptAccountId);

    @Modifying
    @Query("update participant set muted_by_host_at = null where id = :id and muted_by_host_at is not null")
    Mono<Void> unmute(UUID id);
}
