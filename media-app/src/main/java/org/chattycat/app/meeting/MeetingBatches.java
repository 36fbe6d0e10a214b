package org.chattycat.app.meeting;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Statements that answer many questions at once. They use DatabaseClient because they take arrays: Spring Data would expand a
 * collection to as many parameters, and each number of them would be a statement of its own to prepare.
 */
@Repository
class MeetingBatches {
    private final DatabaseClient database;

    MeetingBatches(DatabaseClient database) {
        this.database = database;
    }

    /** Those of these meetings that this account may see. */
    Flux<Meeting> findVisible(Collection<UUID> meetingIds, UUID accountId) {
        return database.sql(MeetingRepository.SELECT_VISIBLE + "where m.id = any(:meetings)")
                .bind("accountId", accountId)
                .bind("meetings", meetingIds.toArray(UUID[]::new))
                .mapProperties(Meeting.class)
                .all();
    }

    /** Those of the meetings with these short codes that this account may see. */
    Flux<Meeting> findVisibleByCode(Collection<String> codes, UUID accountId) {
        return database.sql(MeetingRepository.SELECT_VISIBLE + "where m.short_code = any(:codes)")
                .bind("accountId", accountId)
                .bind("codes", codes.toArray(String[]::new))
                .mapProperties(Meeting.class)
                .all();
    }

    /**
     * The short codes of meetings by their ids: those that have none get the candidates in their places. Fails with
     * DuplicateKeyException when another meeting has a candidate.
     */
    Mono<Map<UUID, String>> giveShortCodes(List<UUID> meetingIds, List<String> candidates) {
        // Locked in one order, so that two lists of the same meetings do not wait for each other.
        return database.sql("""
                        with locked as (
                            select m.id, c.code
                            from unnest(:ids, :codes) as c(id, code) join meeting m on m.id = c.id
                            order by m.id for update of m
                        )
                        update meeting m set short_code = coalesce(m.short_code, locked.code)
                        from locked where m.id = locked.id
                        returning m.id, m.short_code
                        """)
                .bind("ids", meetingIds.toArray(UUID[]::new))
                .bind("codes", candidates.toArray(String[]::new))
                .map(row -> Map.entry(row.get("id", UUID.class), row.get("short_code", String.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Those of these accesses that still exist. */
    Flux<MeetingAccess> stillVisible(Collection<MeetingAccess> accesses) {
        return database.sql("""
                        select me.meeting_id, me.account_id
                        from unnest(:meetings, :accounts) as requested(meeting_id, account_id)
                        join meeting_member me using (meeting_id, account_id)
                        where me.removed_at is null
                        """)
                .bind(
                        "meetings",
                        accesses.stream().map(MeetingAccess::meetingId).toArray(UUID[]::new))
                .bind(
                        "accounts",
                        accesses.stream().map(MeetingAccess::accountId).toArray(UUID[]::new))
                .mapProperties(MeetingAccess.class)
                .all();
    }

    /**
     * The present state of a meeting; empty when there is none. Its people are those in the room, and of the others those that
     * the caller names and those that joined later than an instant.
     *
     * @param since null for no others
     */
    Mono<MeetingState> state(UUID meetingId, Collection<UUID> named, Instant since) {
        DatabaseClient.GenericExecuteSpec query = database.sql("""
                        select m.title, m.locked, m.guests_allowed, m.waiting_room, m.stamps_requested, presence.started_at,
                               exists (select from recording_span s
                                       where s.meeting_id = m.id and s.ended_at is null) as recorded,
                               presence.ended_at,
                               (select max(joined_at) from participant where meeting_id = m.id) as newest,
                               p.id, p.display_name, p.guest_id is not null as guest, p.joined_at, p.left_at,
                               case when p.left_at is null then p.hand_raised_at end as hand_raised_at,
                               array(select account_id from co_host where meeting_id = m.id) as co_hosts
                        from meeting m
                        """ + MeetingRepository.PRESENCE + """
                        left join participant p
                          on p.meeting_id = m.id and (p.left_at is null or p.id = any(:named) or p.joined_at > :since)
                        where m.id = :meeting
                        order by p.joined_at, p.id
                        """)
                .bind("meeting", meetingId)
                .bind("named", named.toArray(UUID[]::new));
        return (since == null ? query.bindNull("since", Instant.class) : query.bind("since", since))
                .map(row -> {
                    Map<UUID, Participant> people = new LinkedHashMap<>();
                    participant(row, meetingId).ifPresent(person -> people.put(person.id(), person));
                    return new MeetingState(
                            meetingId,
                            row.get("title", String.class),
                            row.get("locked", Boolean.class),
                            row.get("guests_allowed", Boolean.class),
                            row.get("waiting_room", Boolean.class),
                            row.get("stamps_requested", Boolean.class),
                            row.get("recorded", Boolean.class),
                            Set.of(row.get("co_hosts", UUID[].class)),
                            row.get("started_at", Instant.class),
                            row.get("ended_at", Instant.class),
                            row.get("newest", Instant.class),
                            people);
                })
                .all()
                .reduce((state, next) -> {
                    state.people().putAll(next.people());
                    return state;
                });
    }

    private static Optional<Participant> participant(Readable row, UUID meetingId) {
        UUID id = row.get("id", UUID.class);
        return id == null
                ? Optional.empty()
                : Optional.of(new Participant(
                        id,
                        meetingId,
                        row.get("display_name", String.class),
                        row.get("guest", Boolean.class),
                        row.get("joined_at", Instant.class),
                        row.get("left_at", Instant.class),
                        row.get("hand_raised_at", Instant.class)));
    }

    /** The latest participants, each list in the order in which they joined; without meetings that nobody joined. */
    Mono<Map<LatestParticipants, List<Participant>>> participants(Collection<LatestParticipants> requests) {
        return database.sql("""
                        select requested.newest, latest.*
                        from unnest(:meetings, :newest) as requested(meeting_id, newest)
                        cross join lateral (
                            select id, p.meeting_id, display_name, guest_id is not null as guest, joined_at, left_at,
                                   case when left_at is null then hand_raised_at end as hand_raised_at
                            from participant p where p.meeting_id = requested.meeting_id
                            order by joined_at desc, id desc limit requested.newest
                        ) latest
                        order by joined_at, id
                        """)
                .bind(
                        "meetings",
                        requests.stream().map(LatestParticipants::meetingId).toArray(UUID[]::new))
                .bind("newest", requests.stream().map(LatestParticipants::count).toArray(Integer[]::new))
                .map(row -> Map.entry(
                        new LatestParticipants(row.get("meeting_id", UUID.class), row.get("newest", Integer.class)),
                        participant(row, row.get("meeting_id", UUID.class)).orElseThrow()))
                .all()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /** The co-hosts of meetings, in the order in which they became that; without meetings that have none. */
    Mono<Map<UUID, List<CoHost>>> coHosts(Collection<UUID> meetingIds) {
        return database.sql("""
                        select c.meeting_id, c.since, latest.id, latest.display_name
                        from co_host c cross join lateral (
                            select id, display_name from participant p
                            where p.meeting_id = c.meeting_id and p.account_id = c.account_id
                            order by left_at is null desc, joined_at desc, id limit 1
                        ) latest
                        where c.meeting_id = any(:meetings)
                        order by c.since, latest.id
                        """)
                .bind("meetings", meetingIds.toArray(UUID[]::new))
                .map(row -> Map.entry(
                        row.get("meeting_id", UUID.class),
                        new CoHost(
                                row.get("id", UUID.class),
                                row.get("display_name", String.class),
                                row.get("since", Instant.class))))
                .all()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /** Those who wait for the hosts of meetings, in the order in which they knocked; without meetings where nobody waits. */
    Mono<Map<UUID, List<Knock>>> knocks(Collection<UUID> meetingIds) {
        return database.sql("""
                        select id, meeting_id, display_name, guest_id is not null as guest, knocked_at
                        from knock where meeting_id = any(:meetings) and answer is null and expires_at > now()
                        order by knocked_at, id
                        """)
                .bind("meetings", meetingIds.toArray(UUID[]::new))
                .map(row -> Map.entry(
                        row.get("meeting_id", UUID.class),
                        new Knock(
                                row.get("id", UUID.class),
                                row.get("display_name", String.class),
                                row.get("guest", Boolean.class),
                                row.get("knocked_at", Instant.class))))
                .all()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }
}
