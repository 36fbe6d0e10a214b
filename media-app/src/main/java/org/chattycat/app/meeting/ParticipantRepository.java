package org.chattycat.app.meeting;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.DisplayName;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Who is in which room, and on which instance. */
@Repository
public class ParticipantRepository {
    /** Ends the stays selected by a condition, their publications and their taps, in one statement. */
    static final String END_STAYS = "with gone as (update participant set left_at = now(), instance_id = null,"
            + " resume_until = null where left_at is null and %s returning id),"
            + " ended as (update publication set ended_at = now(), endpoint_id = null"
            + " where ended_at is null and participant_id in (select id from gone) returning id),"
            + " untapped as (delete from tap where participant_id in (select id from gone))"
            + " select count(*) from gone";

    /** Who may enter a meeting: every account that was not removed, and guests whom it has let in. */
    private static final Map<Attendee.Kind, String> MAY_ENTER = Map.of(
            Attendee.Kind.ACCOUNT,
            "not exists (select from meeting_member me where me.meeting_id = m.id and me.account_id = :attendee"
                    + " and me.removed_at is not null)",
            Attendee.Kind.GUEST,
            "m.guests_allowed and exists (select from guest g where g.id = :attendee and g.meeting_id = m.id"
                    + " and g.expires_at > now())");

    /** removed_at marks an end on purpose. The creator's end takes the membership or the guest away, one's own does not. */
    private static final String ENDED_BY = "select p.removed_at is not null as on_purpose,"
            + " exists (select from meeting_member me where me.meeting_id = p.meeting_id"
            + " and me.account_id = p.account_id and me.removed_at is null)"
            + " or exists (select from guest g where g.id = p.guest_id) as welcome from participant p";

    private final DatabaseClient database;
    private final MeetingProperties properties;
    private final TransactionalOperator transactions;

    ParticipantRepository(DatabaseClient database, MeetingProperties properties, TransactionalOperator transactions) {
        this.database = database;
        this.properties = properties;
        this.transactions = transactions;
    }

    /** Who wants to come in, and with what token the same page may take up the stay again. */
    public record Joining(
            UUID meetingId, Attendee attendee, String displayName, byte[] resumeTokenHash, UUID instanceId) {}

    /**
     * Begins a stay and gives its id; fails with NOT_FOUND, LOCKED, FULL or LIMIT_REACHED. Where a limit is reached, the oldest
     * silent stay of the same person ends: pages that crashed must not shut their owner out. A name that looks like somebody
     * else's in the room gets a number.
     */
    public Mono<UUID> join(Joining joining) {
        UUID id = UUID.randomUUID();
        // The lock on the meeting's row makes the counts true until the stay is in.
        return lockedOut(joining.meetingId(), joining.attendee(), " for update of m")
                .switchIfEmpty(Mono.error(() -> new MeetingException(
                        MeetingException.Rule.NOT_FOUND, "There is no such meeting, or not for you.")))
                .filter(lockedOut -> !lockedOut)
                .switchIfEmpty(Mono.error(() -> new MeetingException(
                        MeetingException.Rule.LOCKED, "This meeting is locked. Nobody new can join.")))
                .then(makeRoom(joining))
                .then(namesOfOthers(joining))
                .flatMap(names -> insert(id, joining, DisplayName.distinct(joining.displayName(), names)))
                .thenReturn(id)
                .as(transactions::transactional);
    }

    /**
     * Whether a meeting's lock keeps somebody from joining: not its creator, nor people who were in it before. Empty where
     * there is no such meeting, or not for them.
     */
    public Mono<Boolean> lockedOut(UUID meetingId, Attendee attendee) {
        return lockedOut(meetingId, attendee, "");
    }

    private Mono<Boolean> lockedOut(UUID meetingId, Attendee attendee, String rowLock) {
        return database.sql("select m.locked and m.created_by is distinct from :attendee and not exists"
                        + " (select from participant p where p.meeting_id = m.id and p."
                        + attendee.kind().column() + " = :attendee) as locked_out"
                        + " from meeting m where m.id = :meeting and " + MAY_ENTER.get(attendee.kind()) + rowLock)
                .bind("meeting", meetingId)
                .bind("attendee", attendee.id())
                .map(row -> row.get("locked_out", Boolean.class))
                .one();
    }

    private Mono<Void> makeRoom(Joining joining) {
        return checkLimits(joining).onErrorResume(MeetingException.class, limit -> endOldestSilent(joining)
                .flatMap(ended -> ended > 0 ? checkLimits(joining) : Mono.error(limit)));
    }

    /** Silent is a page that is not heard, or whose instance has died. */
    private Mono<Long> endOldestSilent(Joining joining) {
        return database.sql(END_STAYS.formatted("id = (select p.id from participant p"
                        + " left join app_instance i on i.id = p.instance_id and i.lease_until > now()"
                        + " where p.meeting_id = :meeting and p."
                        + joining.attendee().kind().column() + " = :attendee"
                        + " and p.left_at is null and (p.resume_until is not null or i.id is null)"
                        + " order by p.resume_until nulls first, p.joined_at limit 1)"))
                .bind("meeting", joining.meetingId())
                .bind("attendee", joining.attendee().id())
                .map(row -> row.get(0, Long.class))
                .one();
    }

    private Mono<Void> checkLimits(Joining joining) {
        return database.sql("select count(*) as everybody, count(guest_id) as guests, count(*) filter (where "
                        + joining.attendee().kind().column() + " = :attendee) as own"
                        + " from participant where meeting_id = :meeting and left_at is null")
                .bind("meeting", joining.meetingId())
                .bind("attendee", joining.attendee().id())
                .map(row -> new Counts(
                        row.get("everybody", Long.class), row.get("guests", Long.class), row.get("own", Long.class)))
                .one()
                .flatMap(counts -> checkLimits(counts, joining.attendee().kind()));
    }

    private record Counts(long everybody, long guests, long own) {}

    private Mono<Void> checkLimits(Counts counts, Attendee.Kind kind) {
        if (counts.everybody() >= properties.maxParticipants()) {
            return Mono.error(new MeetingException(
                    MeetingException.Rule.FULL,
                    "The room is full: %d people are in it.".formatted(counts.everybody())));
        }
        if (kind == Attendee.Kind.GUEST && counts.guests() >= properties.maxGuests()) {
            return Mono.error(new MeetingException(
                    MeetingException.Rule.FULL, "No more guests fit: %d are in the room.".formatted(counts.guests())));
        }
        if (counts.own() >= properties.maxStaysPerAccount()) {
            return Mono.error(new MeetingException(
                    MeetingException.Rule.LIMIT_REACHED,
                    "You are in this room %d times. Close one of the pages.".formatted(counts.own())));
        }
        return Mono.empty();
    }

    /** Who joins with an account sees the meeting from then on; a guest never becomes a member. */
    private Mono<Void> insert(UUID id, Joining joining, String displayName) {
        Attendee.Kind kind = joining.attendee().kind();
        String member = kind == Attendee.Kind.ACCOUNT
                ? "with member as (insert into meeting_member (meeting_id, account_id)"
                        + " values (:meeting, :attendee) on conflict do nothing) "
                : "";
        return database.sql(member + "insert into participant (id, meeting_id, " + kind.column()
                        + ", display_name, resume_token_hash, instance_id)"
                        + " values (:id, :meeting, :attendee, :name, :token, :instance)")
                .bind("id", id)
                .bind("meeting", joining.meetingId())
                .bind("attendee", joining.attendee().id())
                .bind("name", displayName)
                .bind("token", joining.resumeTokenHash())
                .bind("instance", joining.instanceId())
                .then();
    }

    /** The names that other people use in the room at the moment. */
    private Mono<List<String>> namesOfOthers(Joining joining) {
        return database.sql("select display_name from participant where meeting_id = :meeting and left_at is null and "
                        + joining.attendee().kind().column() + " is distinct from :attendee")
                .bind("meeting", joining.meetingId())
                .bind("attendee", joining.attendee().id())
                .map(row -> row.get("display_name", String.class))
                .all()
                .collectList();
    }

    /** Takes up a stay that has not ended, wherever it was before; empty when there is none with this token. */
    public Mono<UUID> resume(UUID meetingId, Attendee attendee, byte[] resumeTokenHash, UUID instanceId) {
        return database.sql("update participant set instance_id = :instance, resume_until = null"
                        + " where meeting_id = :meeting and " + attendee.kind().column()
                        + " = :attendee and resume_token_hash = :token"
                        + " and left_at is null returning id")
                .bind("meeting", meetingId)
                .bind("attendee", attendee.id())
                .bind("token", resumeTokenHash)
                .bind("instance", instanceId)
                .map(row -> row.get("id", UUID.class))
                .one();
    }

    /**
     * Ends the other sessions that the same person has in this meeting, and marks them as ended on purpose. Does nothing when
     * the session that is to stay has ended itself: of two pages that ask at the same time one keeps its session.
     */
    public Mono<Void> endOtherSessions(UUID meetingId, Attendee attendee, UUID keptId) {
        String others = "meeting_id = :meeting and " + attendee.kind().column() + " = :attendee and id <> :kept"
                + " and exists (select from participant kept where kept.id = :kept and kept.left_at is null)";
        return database.sql("select from meeting where id = :meeting for update")
                .bind("meeting", meetingId)
                .then()
                .then(database.sql("update participant set removed_at = now() where left_at is null and " + others)
                        .bind("meeting", meetingId)
                        .bind("attendee", attendee.id())
                        .bind("kept", keptId)
                        .then())
                .then(database.sql(END_STAYS.formatted(others))
                        .bind("meeting", meetingId)
                        .bind("attendee", attendee.id())
                        .bind("kept", keptId)
                        .then())
                .as(transactions::transactional);
    }

    /** Who ended a stay whose page did not leave. */
    public enum EndedBy {
        /** The meeting's creator. */
        HOST,
        /** The same person, who continues in another session. */
        SAME_PERSON,
        /** Nobody: it was silent for too long, or its account is gone. */
        NOBODY
    }

    /** Who ended this stay. */
    public Mono<EndedBy> endedBy(UUID participantId) {
        return endedBy(database.sql(ENDED_BY + " where p.id = :id").bind("id", participantId));
    }

    /** Who ended the stay with this token; NOBODY where this person had none with it. */
    public Mono<EndedBy> endedBy(UUID meetingId, Attendee attendee, byte[] resumeTokenHash) {
        return endedBy(database.sql(ENDED_BY + " where p.meeting_id = :meeting and p."
                        + attendee.kind().column() + " = :attendee and p.resume_token_hash = :token")
                .bind("meeting", meetingId)
                .bind("attendee", attendee.id())
                .bind("token", resumeTokenHash));
    }

    private static Mono<EndedBy> endedBy(DatabaseClient.GenericExecuteSpec statement) {
        return statement
                .map(row -> {
                    if (!row.get("on_purpose", Boolean.class)) {
                        return EndedBy.NOBODY;
                    }
                    return row.get("welcome", Boolean.class) ? EndedBy.SAME_PERSON : EndedBy.HOST;
                })
                .one()
                .defaultIfEmpty(EndedBy.NOBODY);
    }

    /** The page is not heard: the stay ends unless it is taken up again in time. */
    public Mono<Void> unheard(UUID participantId, UUID instanceId, java.time.Duration left) {
        return database.sql("update participant set resume_until = now() + :left * interval '1 millisecond'"
                        + " where id = :id and instance_id = :instance and left_at is null")
                .bind("id", participantId)
                .bind("instance", instanceId)
                .bind("left", left.toMillis())
                .then();
    }

    /** Claims a stay that was taken for dead with its instance, or is heard again. */
    public Mono<Void> heard(UUID participantId, UUID instanceId) {
        return database.sql("update participant set instance_id = :instance, resume_until = null"
                        + " where id = :id and (instance_id = :instance or instance_id is null) and left_at is null")
                .bind("id", participantId)
                .bind("instance", instanceId)
                .then();
    }

    /** Lets go of a stay that another instance may take up. */
    public Mono<Void> handOver(UUID instanceId) {
        return database.sql("with left_behind as (update participant set instance_id = null,"
                        + " resume_until = coalesce(resume_until, now() + :window * interval '1 millisecond')"
                        + " where instance_id = :instance and left_at is null returning id)"
                        + ", unplugged as (update publication set endpoint_id = null"
                        + " where ended_at is null and participant_id in (select id from left_behind))"
                        + " delete from tap where participant_id in (select id from left_behind)")
                .bind("instance", instanceId)
                .bind("window", properties.resumeWindow().toMillis())
                .then();
    }

    /** Ends the stay with everything that belonged to it. */
    public Mono<Void> leave(UUID participantId) {
        return database.sql(END_STAYS.formatted("id = :id"))
                .bind("id", participantId)
                .then();
    }
}
