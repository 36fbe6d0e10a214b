package org.chattycat.app.meeting;

import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a meeting's creator may do to it: say whether guests come in, lock it, and remove people. Whose stay this ends loses the
 * socket at once, since rooms look again at whatever changes.
 */
@Repository
public class HostRepository {
    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    HostRepository(DatabaseClient database, TransactionalOperator transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /** Lets guests in from now on, or shuts them out, those inside too; NOT_FOUND for everybody but the creator. */
    public Mono<Void> allowGuests(UUID meetingId, UUID accountId, boolean allowed) {
        return database.sql(
                        "update meeting set guests_allowed = :allowed where id = :meeting and created_by = :account")
                .bind("allowed", allowed)
                .bind("meeting", meetingId)
                .bind("account", accountId)
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(notTheHost())
                .flatMap(rows -> allowed ? Mono.empty() : shutGuestsOut(meetingId))
                .as(transactions::transactional);
    }

    /** Lets only people in who were in the meeting before, or everybody again; NOT_FOUND for everybody but the creator. */
    public Mono<Void> lock(UUID meetingId, UUID accountId, boolean locked) {
        return database.sql("update meeting set locked = :locked where id = :meeting and created_by = :account")
                .bind("locked", locked)
                .bind("meeting", meetingId)
                .bind("account", accountId)
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(notTheHost())
                .then();
    }

    /** Shuts guests out of all meetings of an account: after it nobody is left who could. */
    Mono<Void> shutGuestsOutOfAll(UUID accountId) {
        return database.sql("update meeting set guests_allowed = false where created_by = :account and guests_allowed"
                        + " returning id")
                .bind("account", accountId)
                .map(row -> row.get("id", UUID.class))
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::shutGuestsOut)
                .then();
    }

    /**
     * Ends all stays of whoever this participant is, for good, and gives the meeting's id. An account neither comes back
     * nor sees the meeting any more; a guest would need the link again, which does not help
     * where the meeting is locked at the same time. NOT_FOUND for everybody but the creator.
     */
    public Mono<UUID> remove(UUID participantId, UUID accountId, boolean lock) {
        // The lock keeps whoever is being removed from joining meanwhile.
        return database.sql("select p.meeting_id, p.account_id, p.guest_id from participant p"
                        + " join meeting m on m.id = p.meeting_id"
                        + " where p.id = :participant and m.created_by = :account for update of m")
                .bind("participant", participantId)
                .bind("account", accountId)
                .map(row -> new Removed(
                        participantId,
                        row.get("meeting_id", UUID.class),
                        Optional.ofNullable(row.get("account_id", UUID.class)),
                        Optional.ofNullable(row.get("guest_id", UUID.class))))
                .one()
                .switchIfEmpty(notTheHost())
                .flatMap(removed -> removed.account().filter(accountId::equals).isPresent()
                        ? Mono.error(new MeetingException(
                                MeetingException.Rule.NOT_FOUND, "You cannot remove yourself. Leave instead."))
                        : shutOut(removed)
                                .then(lock ? lock(removed.meetingId(), accountId, true) : Mono.empty())
                                .thenReturn(removed.meetingId()))
                .as(transactions::transactional);
    }

    private record Removed(UUID participantId, UUID meetingId, Optional<UUID> account, Optional<UUID> guest) {}

    /** Nobody is behind the stay of an account that was deleted: then there is only the stay. */
    private Mono<Void> shutOut(Removed removed) {
        UUID meeting = removed.meetingId();
        if (removed.account().isPresent()) {
            return database.sql("update meeting_member set removed_at = now()"
                            + " where meeting_id = :meeting and account_id = :account")
                    .bind("meeting", meeting)
                    .bind("account", removed.account().get())
                    .then()
                    .then(removeStays(
                            meeting, "account_id = :value", removed.account().get()));
        }
        if (removed.guest().isPresent()) {
            return database.sql("delete from guest where id = :guest")
                    .bind("guest", removed.guest().get())
                    .then()
                    .then(removeStays(
                            meeting, "guest_id = :value", removed.guest().get()));
        }
        return removeStays(meeting, "id = :value", removed.participantId());
    }

    private Mono<Void> shutGuestsOut(UUID meetingId) {
        return database.sql("delete from guest where meeting_id = :meeting")
                .bind("meeting", meetingId)
                .then()
                .then(removeStays(meetingId, "meeting_id = :value and guest_id is not null", meetingId));
    }

    /** Marks stays first, so that their pages are told why they end. */
    private Mono<Void> removeStays(UUID meetingId, String condition, UUID value) {
        return database.sql("update participant set removed_at = now()"
                        + " where meeting_id = :meeting and left_at is null and " + condition)
                .bind("meeting", meetingId)
                .bind("value", value)
                .then()
                .then(database.sql(ParticipantRepository.END_STAYS.formatted(
                                "meeting_id = :meeting and removed_at is not null"))
                        .bind("meeting", meetingId)
                        .then());
    }

    private static <T> Mono<T> notTheHost() {
        return Mono.error(() ->
                new MeetingException(MeetingException.Rule.NOT_FOUND, "There is no such meeting, or it is not yours."));
    }
}
