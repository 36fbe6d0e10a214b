package org.chattycat.app.meeting;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.platform.query.KeysetPage;
import org.chattycat.app.platform.query.KeysetPosition;
import org.springframework.data.domain.Window;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Meetings as people see them: who made them, who may see them, who was there. */
@Repository
public class MeetingRepository {
    private static final String SELECT =
            "select m.id, m.created_at, stays.ended_at, coalesce(m.created_by = :account, false) as host,"
                    + " m.guests_allowed, m.locked from meeting m"
                    + " join meeting_member me on me.meeting_id = m.id and me.account_id = :account and me.removed_at is null"
                    + " left join lateral (select case when bool_or(p.left_at is null) then null else max(p.left_at) end as ended_at"
                    + " from participant p where p.meeting_id = m.id) stays on true ";

    private final DatabaseClient database;
    private final MeetingProperties properties;

    MeetingRepository(DatabaseClient database, MeetingProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /** Creates a meeting; fails with LIMIT_REACHED when the account has created too many in the last hour. */
    public Mono<Meeting> create(UUID accountId, boolean guestsAllowed) {
        return database.sql(
                        "with created as (insert into meeting (id, created_by, guests_allowed)"
                                + " select :id, :account, :guests"
                                + " where (select count(*) from meeting where created_by = :account"
                                + " and created_at > now() - interval '1 hour') < :max returning id, created_at, guests_allowed, locked),"
                                + " member as (insert into meeting_member (meeting_id, account_id) select id, :account from created)"
                                + " select id, created_at, null::timestamptz as ended_at, true as host, guests_allowed, locked from created")
                .bind("id", UUID.randomUUID())
                .bind("account", accountId)
                .bind("guests", guestsAllowed)
                .bind("max", properties.maxCreatedPerHour())
                .map(MeetingRepository::meeting)
                .one()
                .switchIfEmpty(Mono.error(() -> new MeetingException(
                        MeetingException.Rule.LIMIT_REACHED,
                        "You have created %d meetings within the hour. Use one of them, or wait a little."
                                .formatted(properties.maxCreatedPerHour()))));
    }

    /** The meeting if this account may see it; empty for any other, existing or not. */
    public Mono<Meeting> findVisible(UUID meetingId, UUID accountId) {
        return database.sql(SELECT + "where m.id = :meeting")
                .bind("account", accountId)
                .bind("meeting", meetingId)
                .map(MeetingRepository::meeting)
                .one();
    }

    /** Those of these meetings that this account may see. */
    public Flux<Meeting> findVisible(Collection<UUID> meetingIds, UUID accountId) {
        return database.sql(SELECT + "where m.id = any(:meetings)")
                .bind("account", accountId)
                .bind("meetings", meetingIds.toArray(UUID[]::new))
                .map(MeetingRepository::meeting)
                .all();
    }

    /** Those that hold. */
    public Flux<MeetingAccess> stillVisible(Collection<MeetingAccess> accesses) {
        return database.sql(
                        "select me.meeting_id, me.account_id from unnest(:meetings, :accounts) as asked(meeting_id, account_id)"
                                + " join meeting_member me using (meeting_id, account_id) where me.removed_at is null")
                .bind(
                        "meetings",
                        accesses.stream().map(MeetingAccess::meetingId).toArray(UUID[]::new))
                .bind(
                        "accounts",
                        accesses.stream().map(MeetingAccess::accountId).toArray(UUID[]::new))
                .map(row -> new MeetingAccess(row.get("meeting_id", UUID.class), row.get("account_id", UUID.class)))
                .all();
    }

    /** A page of the meetings that this account may see, newest first. */
    Mono<Window<Meeting>> findVisible(UUID accountId, KeysetPage page) {
        KeysetPosition last = page.after();
        String after = last == null ? "" : "where (m.created_at, m.id) < (:at, :id) ";
        var statement = database.sql(SELECT + after + "order by m.created_at desc, m.id desc limit :limit")
                .bind("account", accountId)
                .bind("limit", page.limit());
        if (last != null) {
            statement = statement.bind("at", last.at()).bind("id", last.id());
        }
        return statement
                .map(MeetingRepository::meeting)
                .all()
                .collectList()
                .map(found -> page.window(found, Meeting::createdAt, Meeting::id));
    }

    /** The newest stays in meetings, each list in the order in which they began; without meetings that nobody was in. */
    public Mono<Map<LatestParticipants, List<Participant>>> participants(List<LatestParticipants> wanted) {
        return database.sql(
                        "select wanted.newest, stays.* from unnest(:meetings, :newest) as wanted(meeting_id, newest)"
                                + " cross join lateral (select id, p.meeting_id, display_name, guest_id is not null as guest,"
                                + " joined_at, left_at from participant p where p.meeting_id = wanted.meeting_id"
                                + " order by joined_at desc, id desc limit wanted.newest) stays order by joined_at, id")
                .bind(
                        "meetings",
                        wanted.stream().map(LatestParticipants::meetingId).toArray(UUID[]::new))
                .bind("newest", wanted.stream().map(LatestParticipants::count).toArray(Integer[]::new))
                .map(row -> Map.entry(
                        new LatestParticipants(row.get("meeting_id", UUID.class), row.get("newest", Integer.class)),
                        new Participant(
                                row.get("id", UUID.class),
                                row.get("meeting_id", UUID.class),
                                row.get("display_name", String.class),
                                row.get("guest", Boolean.class),
                                row.get("joined_at", Instant.class),
                                row.get("left_at", Instant.class))))
                .all()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private static Meeting meeting(Readable row) {
        return new Meeting(
                row.get("id", UUID.class),
                row.get("created_at", Instant.class),
                row.get("ended_at", Instant.class),
                row.get("host", Boolean.class),
                row.get("guests_allowed", Boolean.class),
                row.get("locked", Boolean.class));
    }
}
