package org.chattycat.app.meeting;

import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * What an account may do to the meetings that it created. All changes fail with NOT_FOUND for any other account. The calls of
 * people who are removed end at once, because rooms read their state again after each change.
 */
@Service
class Hosting {
    private final MeetingRepository meetings;
    private final ParticipantRepository participants;
    private final KnockRepository knocks;
    private final MeetingProperties properties;
    private final LocalRateLimits stampRequests;
    private final LocalRateLimits renamings;

    Hosting(
            MeetingRepository meetings,
            ParticipantRepository participants,
            KnockRepository knocks,
            MeetingProperties properties) {
        this.meetings = meetings;
        this.participants = participants;
        this.knocks = knocks;
        this.properties = properties;
        this.stampRequests = new LocalRateLimits(properties.stampRequestsPerMeeting(), System::nanoTime);
        this.renamings = new LocalRateLimits(properties.renamingsPerMeeting(), System::nanoTime);
    }

    /** Creates a meeting; fails with LIMIT_REACHED when the account has created too many in the last hour. */
    Mono<Meeting> create(UUID accountId, boolean guestsAllowed) {
        return meetings.create(UUID.randomUUID(), accountId, guestsAllowed, properties.maxCreatedPerHour())
                .switchIfEmpty(Mono.error(() -> new MeetingException(
                        MeetingException.Rule.LIMIT_REACHED,
                        "You have created %d meetings in the last hour. Use one of them, or try again later."
                                .formatted(properties.maxCreatedPerHour()))));
    }

    /** Allows guests to join, or removes those who are in the meeting and admits no others. */
    @Transactional
    Mono<Void> allowGuests(UUID meetingId, UUID accountId, boolean allowed) {
        return meetings.setGuestsAllowed(meetingId, accountId, allowed)
                .flatMap(Hosting::failUnlessHost)
                .then(allowed ? Mono.empty() : removeGuests(meetingId));
    }

    /**
     * Deletes a meeting for everybody, with its participants; its measurements follow, see {@link DeletedMeetings}. Fails with
     * IN_USE while somebody is in the room.
     */
    @Transactional
    Mono<Void> delete(UUID meetingId, UUID accountId) {
        // The lock keeps people from joining between the check and the deletion.
        return meetings.lockRow(meetingId)
                .then(meetings.isInUse(meetingId, accountId))
                .switchIfEmpty(Mono.error(Hosting::notTheHost))
                .flatMap(inUse -> inUse
                        ? Mono.error(new InvalidArgumentException(
                                "IN_USE", "Somebody is in this meeting. Delete it afterwards."))
                        : meetings.delete(meetingId));
    }

    /** Admits only people who were in the meeting before, so that nobody waits any more, or everybody again. */
    @Transactional
    Mono<Void> lock(UUID meetingId, UUID accountId, boolean locked) {
        return meetings.setLocked(meetingId, accountId, locked)
                .flatMap(Hosting::failUnlessHost)
                .then(locked ? knocks.deleteAll(meetingId) : Mono.empty());
    }

    /** Asks everybody in the meeting to switch the stamp clock on, or withdraws that; fails with LIMIT_REACHED when repeated too often. */
    Mono<Void> requestStamps(UUID meetingId, UUID accountId, boolean requested) {
        return Mono.fromRunnable(() -> stampRequests.take(meetingId + " " + accountId, 1))
                .onErrorMap(RateLimitedException.class, e -> tooOften())
                .then(meetings.setStampsRequested(meetingId, accountId, requested))
                .flatMap(Hosting::failUnlessHost);
    }

    /**
     * Gives the meeting a title, or takes it away; fails with LIMIT_REACHED when repeated too often.
     *
     * @param title null for none
     */
    Mono<Void> rename(UUID meetingId, UUID accountId, MeetingTitle title) {
        return Mono.fromRunnable(() -> renamings.take(meetingId + " " + accountId, 1))
                .onErrorMap(RateLimitedException.class, e -> tooOften())
                .then(meetings.setTitle(meetingId, accountId, title == null ? null : title.value()))
                .flatMap(Hosting::failUnlessHost);
    }

    private static MeetingException tooOften() {
        return new MeetingException(
                MeetingException.Rule.LIMIT_REACHED, "You have changed this too often. Try again in a minute.");
    }

    /** Removes the guests of all meetings of an account that is deleted: afterwards nobody could remove them. */
    @Transactional
    Mono<Void> removeGuestsOfAll(UUID accountId) {
        return meetings.refuseGuestsOfCreator(accountId)
                .collectList()
                .flatMapIterable(ids -> ids)
                .concatMap(this::removeGuests)
                .then();
    }

    /**
     * Removes the person behind a participant from the meeting, with all of that person's connections, and returns the
     * meeting's id. A removed account can neither rejoin nor see the meeting. A removed guest could use the link again, unless
     * the meeting is locked at the same time.
     */
    @Transactional
    Mono<UUID> remove(UUID participantId, Grant grant, boolean lock) {
        UUID accountId = grant.accountId();
        return participants
                .findForHost(participantId, accountId)
                .filter(target -> grant.covers(target.meetingId()))
                .switchIfEmpty(Mono.error(Hosting::notTheHost))
                .flatMap(target -> accountId.equals(target.accountId())
                        ? Mono.error(new MeetingException(
                                MeetingException.Rule.NOT_FOUND, "You cannot remove yourself. Leave instead."))
                        : remove(target)
                                .then(lock ? lock(target.meetingId(), accountId, true) : Mono.empty())
                                .thenReturn(target.meetingId()));
    }

    private Mono<Void> remove(ParticipantRepository.Target target) {
        UUID meetingId = target.meetingId();
        if (target.accountId() != null) {
            return meetings.removeMember(meetingId, target.accountId())
                    .then(participants.removeAccount(meetingId, target.accountId()))
                    .then();
        }
        if (target.guestId() != null) {
            return meetings.removeGuest(target.guestId())
                    .then(participants.removeGuest(meetingId, target.guestId()))
                    .then();
        }
        // The account was deleted, so only this participant is left.
        return participants.remove(target.id()).then();
    }

    private Mono<Void> removeGuests(UUID meetingId) {
        return meetings.removeGuests(meetingId)
                .then(participants.removeGuests(meetingId))
                .then();
    }

    private static Mono<Void> failUnlessHost(boolean updated) {
        return updated ? Mono.empty() : Mono.error(notTheHost());
    }

    static MeetingException notTheHost() {
        return new MeetingException(
                MeetingException.Rule.NOT_FOUND, "There is no such meeting, or you did not create it.");
    }
}
