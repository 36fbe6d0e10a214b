package org.chattycat.app.meeting;

import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * What {@link Hosts} do to people who are in the room, besides removing them. All actions fail with NOT_FOUND for any other account
 * and for people who have left, and with LIMIT_REACHED when repeated too often. Rooms follow within a second, because they read
 * their state again after each change.
 */
@Service
class Interventions {
    private final Hosts hosts;
    private final HostActions actions;
    private final MeetingRepository meetings;
    private final ParticipantRepository participants;
    private final PublicationRepository publications;
    private final GestureRepository gestures;
    private final WaitingRoom waitingRoom;
    private final LocalRateLimits perMeeting;
    private final LocalRateLimits unmuteRequests;

    Interventions(
            Hosts hosts,
            HostActions actions,
            MeetingRepository meetings,
            ParticipantRepository participants,
            PublicationRepository publications,
            GestureRepository gestures,
            WaitingRoom waitingRoom,
            MeetingProperties properties) {
        this.hosts = hosts;
        this.actions = actions;
        this.meetings = meetings;
        this.participants = participants;
        this.publications = publications;
        this.gestures = gestures;
        this.waitingRoom = waitingRoom;
        this.perMeeting = new LocalRateLimits(properties.interventionsPerMeeting(), System::nanoTime);
        this.unmuteRequests = new LocalRateLimits(properties.unmuteRequestsPerParticipant(), System::nanoTime);
    }

    /**
     * Mutes the microphone of a participant until that person presses Unmute, and returns the meeting's id. The media server
     * then sends it to nobody, whatever the page does.
     */
    @Transactional
    Mono<UUID> mute(UUID participantId, Grant grant) {
        return target(participantId, grant).flatMap(target -> participants
                .muteByHost(target.id())
                .then(actions.note(HostAction.Kind.MUTED, target, grant.accountId()))
                .thenReturn(target.meetingId()));
    }

    /** The same for everybody who is in the room, except the host who does it. */
    @Transactional
    Mono<Void> muteEverybody(UUID meetingId, UUID accountId) {
        return asHost(meetingId, accountId)
                .then(actions.noteIf(
                        participants.muteAllByHost(meetingId, accountId),
                        HostAction.Kind.EVERYBODY_MUTED,
                        meetingId,
                        accountId));
    }

    /** Asks a participant to unmute, and returns the meeting's id. Nothing is switched on. */
    @Transactional
    Mono<UUID> askToUnmute(UUID participantId, Grant grant) {
        return target(participantId, grant)
                .doOnNext(target ->
                        take(unmuteRequests, target.id().toString(), "You have just asked this person. Wait a minute."))
                .flatMap(target -> meetings.notifyRoom(target.meetingId() + " " + target.id() + " UNMUTE")
                        .then(actions.note(HostAction.Kind.UNMUTE_REQUESTED, target, grant.accountId()))
                        .thenReturn(target.meetingId()));
    }

    /** Lowers the hand of a participant, and returns the meeting's id. */
    @Transactional
    Mono<UUID> lowerHand(UUID participantId, Grant grant) {
        return target(participantId, grant).flatMap(target -> gestures.setHand(target.id(), false)
                .filter(lowered -> lowered > 0)
                .flatMap(lowered -> actions.note(HostAction.Kind.HAND_LOWERED, target, grant.accountId()))
                .thenReturn(target.meetingId()));
    }

    /** The same for everybody who is in the room. */
    @Transactional
    Mono<Void> lowerAllHands(UUID meetingId, UUID accountId) {
        return asHost(meetingId, accountId)
                .then(actions.noteIf(
                        gestures.lowerAllHands(meetingId), HostAction.Kind.HANDS_LOWERED, meetingId, accountId));
    }

    /** Ends the screen share of a participant, and returns the meeting's id. The participant may share again. */
    @Transactional
    Mono<UUID> stopShare(UUID participantId, Grant grant) {
        return target(participantId, grant).flatMap(target -> publications
                .end(target.id(), PublicationKind.SCREEN.wireName())
                .flatMap(ended -> ended > 0
                        ? actions.note(HostAction.Kind.SHARE_STOPPED, target, grant.accountId())
                                .thenReturn(target.meetingId())
                        : Mono.error(notFound("This person does not share a screen."))));
    }

    /** Ends the call of everybody in the room, and the waiting for it. The meeting stays: whoever joins again starts a new call. */
    @Transactional
    Mono<Void> endForEverybody(UUID meetingId, UUID accountId) {
        return asHost(meetingId, accountId)
                .then(actions.noteIf(participants.endAll(meetingId), HostAction.Kind.ENDED, meetingId, accountId))
                .then(waitingRoom.endMeeting(meetingId));
    }

    /** Counts the action, and fails unless the account is the host. Locks the meeting's row. */
    private Mono<UUID> asHost(UUID meetingId, UUID accountId) {
        return hosts.require(meetingId, accountId).doOnNext(id -> count(id, accountId));
    }

    /** The participant, who is in the room, if the request may act on it as the host. Counts the action. */
    private Mono<ParticipantRepository.Target> target(UUID participantId, Grant grant) {
        return hosts.requireFor(participantId, grant)
                .doOnNext(target -> count(target.meetingId(), grant.accountId()))
                .filter(ParticipantRepository.Target::present)
                .switchIfEmpty(Mono.error(() -> notFound("This person is no longer in the meeting.")));
    }

    private void count(UUID meetingId, UUID accountId) {
        take(perMeeting, meetingId + " " + accountId, "You have done this too often. Try again in a minute.");
    }

    private static void take(LocalRateLimits limits, String bucket, String sentence) {
        try {
            limits.take(bucket, 1);
        } catch (RateLimitedException e) {
            throw new MeetingException(MeetingException.Rule.LIMIT_REACHED, sentence);
        }
    }

    private static MeetingException notFound(String sentence) {
        return new MeetingException(MeetingException.Rule.NOT_FOUND, sentence);
    }
}
