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
 * What {@link Hosts} may do to their meetings. All changes fail with NOT_FOUND for any other account. The calls of people who are
 * removed end at once, because rooms read their state again after each change.
 */
@Service
class Hosting {
    private final Hosts hosts;
    private final MeetingRepository meetings;
    private final ParticipantRepository participants;
    private final KnockRepository knocks;
    private final CoHostRepository coHosts;
    private final HostActions actions;
    private final MeetingProperties properties;
    private final LocalRateLimits stampRequests;
    private final LocalRateLimits renamings;

    Hosting(
            Hosts hosts,
            MeetingRepository meetings,
            ParticipantRepository participants,
            KnockRepository knocks,
            CoHostRepository coHosts,
            HostActions actions,
            MeetingProperties properties) {
        this.hosts = hosts;
        this.meetings = meetings;
        this.participants = participants;
        this.knocks = knocks;
        this.coHosts = coHosts;
        this.actions = actions;
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
        return hosts.require(meetingId, accountId)
                .then(actions.noteIf(
                        meetings.setGuestsAllowed(meetingId, allowed),
                        allowed ? HostAction.Kind.GUESTS_ALLOWED : HostAction.Kind.GUESTS_REFUSED,
                        meetingId,
                        accountId))
                .then(allowed ? Mono.empty() : removeGuests(meetingId));
    }

    /**
     * Deletes a meeting for everybody, with its participants; its measurements follow, see {@link DeletedMeetings}. Only its
     * creator may. Fails with IN_USE while somebody is in the room.
     */
    @Transactional
    Mono<Void> delete(UUID meetingId, UUID accountId) {
        // The lock keeps people from joining between the check and the deletion.
        return meetings.lockRow(meetingId)
                .then(meetings.isInUse(meetingId, accountId))
                .switchIfEmpty(Mono.error(new MeetingException(
                        MeetingException.Rule.NOT_FOUND, "There is no such meeting, or you did not create it.")))
                .flatMap(inUse -> inUse
                        ? Mono.error(new InvalidArgumentException(
                                "IN_USE", "Somebody is in this meeting. Delete it afterwards."))
                        : meetings.delete(meetingId));
    }

    /** Admits only people who were in the meeting before, so that nobody waits any more, or everybody again. */
    @Transactional
    Mono<Void> lock(UUID meetingId, UUID accountId, boolean locked) {
        return hosts.require(meetingId, accountId)
                .then(actions.noteIf(
                        meetings.setLocked(meetingId, locked),
                        locked ? HostAction.Kind.LOCKED : HostAction.Kind.UNLOCKED,
                        meetingId,
                        accountId))
                .then(locked ? knocks.deleteAll(meetingId) : Mono.empty());
    }

    /** Asks everybody in the meeting to switch the stamp clock on, or withdraws that; fails with LIMIT_REACHED when repeated too often. */
    @Transactional
    Mono<Void> requestStamps(UUID meetingId, UUID accountId, boolean requested) {
        return Mono.fromRunnable(() -> stampRequests.take(meetingId + " " + accountId, 1))
                .onErrorMap(RateLimitedException.class, e -> tooOften())
                .then(hosts.require(meetingId, accountId))
                .then(actions.noteIf(
                        meetings.setStampsRequested(meetingId, requested),
                        requested ? HostAction.Kind.STAMPS_REQUESTED : HostAction.Kind.STAMPS_REQUEST_WITHDRAWN,
                        meetingId,
                        accountId));
    }

    /**
     * Gives the meeting a title, or takes it away; fails with LIMIT_REACHED when repeated too often.
     *
     * @param title null for none
     */
    @Transactional
    Mono<Void> rename(UUID meetingId, UUID accountId, MeetingTitle title) {
        return Mono.fromRunnable(() -> renamings.take(meetingId + " " + accountId, 1))
                .onErrorMap(RateLimitedException.class, e -> tooOften())
                .then(hosts.require(meetingId, accountId))
                .then(actions.noteIf(
                        meetings.setTitle(meetingId, title == null ? null : title.value()),
                        HostAction.Kind.RENAMED,
                        meetingId,
                        accountId));
    }

    /**
     * Moves the media of a meeting away from a media server that is being taken out of service. The rooms notice that the
     * pipeline is no longer theirs, and their pages negotiate again, on another server. Does nothing for other meetings.
     */
    @Transactional
    Mono<Void> move(UUID meetingId, UUID accountId) {
        return hosts.require(meetingId, accountId)
                .then(meetings.clearPipelineOfDrainingServer(meetingId))
                .flatMap(moved -> moved
                        ? meetings.notifyRoom(meetingId.toString())
                                .then(actions.note(HostAction.Kind.MOVED, meetingId, accountId))
                        : Mono.empty());
    }

    private static MeetingException tooOften() {
        return new MeetingException(
                MeetingException.Rule.LIMIT_REACHED, "You have changed this too often. Try again in a minute.");
    }

    /** Removes the guests of meetings whose only host is an account that is deleted: afterwards nobody could remove them. */
    @Transactional
    Mono<Void> removeGuestsOfAll(UUID accountId) {
        return meetings.refuseGuestsOfOnlyHost(accountId)
                .collectList()
                .flatMapIterable(ids -> ids)
                .concatMap(this::removeGuests)
                .then();
    }

    /**
     * Removes the person behind a participant from the meeting, with all of that person's connections, and returns the
     * meeting's id. A removed account can neither rejoin nor see the meeting, and is no co-host any more. A removed guest could
     * use the link again, unless the meeting is locked at the same time. A co-host removes no host.
     */
    @Transactional
    Mono<UUID> remove(UUID participantId, Grant grant, boolean lock) {
        UUID accountId = grant.accountId();
        return hosts.requireFor(participantId, grant)
                .doOnNext(target -> checkRemovable(target, accountId))
                .flatMap(target -> remove(target)
                        .then(actions.note(HostAction.Kind.REMOVED, target, accountId))
                        .then(lock ? lock(target.meetingId(), accountId, true) : Mono.empty())
                        .thenReturn(target.meetingId()));
    }

    private static void checkRemovable(ParticipantRepository.Target target, UUID accountId) {
        if (accountId.equals(target.accountId())) {
            throw new MeetingException(MeetingException.Rule.NOT_FOUND, "You cannot remove yourself. Leave instead.");
        }
        if (target.host() && !target.byCreator()) {
            throw new MeetingException(
                    MeetingException.Rule.NOT_FOUND, "Only the creator of the meeting can remove a host.");
        }
    }

    private Mono<Void> remove(ParticipantRepository.Target target) {
        UUID meetingId = target.meetingId();
        if (target.accountId() != null) {
            return coHosts.remove(meetingId, target.accountId())
                    .then(meetings.removeMember(meetingId, target.accountId()))
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
}
