package org.chattycat.app.meeting;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.chattycat.app.identity.account.DisplayName;
import org.chattycat.app.identity.guest.MeetingEntrance.Admission;
import org.chattycat.app.meeting.ParticipantRepository.Counts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** People joining, resuming and leaving meetings, and the instance that each of them is connected to. */
@Service
public class Participants {
    private final ParticipantRepository participants;
    private final MeetingRepository meetings;
    private final GestureRepository gestures;
    private final MeetingProperties properties;

    Participants(
            ParticipantRepository participants,
            MeetingRepository meetings,
            GestureRepository gestures,
            MeetingProperties properties) {
        this.participants = participants;
        this.meetings = meetings;
        this.gestures = gestures;
        this.properties = properties;
    }

    /** A request to join. The page resumes with the token whose hash this holds. */
    public record Joining(
            UUID meetingId, PersonId person, String displayName, byte[] resumeTokenHash, UUID instanceId) {}

    /**
     * Adds a participant and returns its id; fails with NOT_FOUND, LOCKED, ADMISSION_REQUIRED, FULL or LIMIT_REACHED. At a limit,
     * the longest disconnected participant of the same person ends, so that crashed pages do not keep their owner out. A name
     * that looks like that of somebody else in the room gets a number.
     */
    @Transactional
    public Mono<UUID> join(Joining joining) {
        UUID id = UUID.randomUUID();
        // The counts stay true until the end of the transaction, because everybody who joins locks the meeting's row.
        return admissionForUpdate(joining.meetingId(), joining.person())
                .switchIfEmpty(Mono.error(Participants::notFound))
                .flatMap(admission -> switch (admission) {
                    case OPEN -> Mono.<Void>empty();
                    case LOCKED -> Mono.<Void>error(locked());
                    case WAITS ->
                        Mono.<Void>error(new MeetingException(
                                MeetingException.Rule.ADMISSION_REQUIRED, "The host has to let you in."));
                })
                .then(makeRoom(joining))
                .then(namesOfOthers(joining))
                .flatMap(names -> add(id, joining, DisplayName.distinct(joining.displayName(), names)))
                .thenReturn(id);
    }

    /** How a meeting receives a person. Empty when there is no such meeting, or the person may not join it at all. */
    Mono<Admission> admission(UUID meetingId, PersonId person) {
        return (person.kind() == PersonId.Kind.ACCOUNT
                        ? participants.admissionOfAccount(meetingId, person.id())
                        : participants.admissionOfGuest(meetingId, person.id()))
                .map(Admission::valueOf);
    }

    private Mono<Admission> admissionForUpdate(UUID meetingId, PersonId person) {
        return (person.kind() == PersonId.Kind.ACCOUNT
                        ? participants.admissionOfAccountForUpdate(meetingId, person.id())
                        : participants.admissionOfGuestForUpdate(meetingId, person.id()))
                .map(Admission::valueOf);
    }

    static MeetingException notFound() {
        return new MeetingException(
                MeetingException.Rule.NOT_FOUND, "There is no such meeting, or you may not join it.");
    }

    static MeetingException locked() {
        return new MeetingException(MeetingException.Rule.LOCKED, "This meeting is locked. Nobody new can join.");
    }

    private Mono<Void> makeRoom(Joining joining) {
        PersonId person = joining.person();
        return checkLimits(joining).onErrorResume(MeetingException.class, limit -> participants
                .endOldestDisconnected(joining.meetingId(), person.accountId(), person.guestId())
                .flatMap(ended -> ended > 0 ? checkLimits(joining) : Mono.error(limit)));
    }

    private Mono<Void> checkLimits(Joining joining) {
        PersonId person = joining.person();
        return participants
                .count(joining.meetingId(), person.accountId(), person.guestId())
                .flatMap(counts -> checkLimits(counts, person.kind()));
    }

    private Mono<Void> checkLimits(Counts counts, PersonId.Kind kind) {
        if (counts.total() >= properties.maxParticipants()) {
            return Mono.error(new MeetingException(
                    MeetingException.Rule.FULL, "The room is full: %d people are in it.".formatted(counts.total())));
        }
        if (kind == PersonId.Kind.GUEST && counts.guests() >= properties.maxGuests()) {
            return Mono.error(new MeetingException(
                    MeetingException.Rule.FULL,
                    "No more guests can join: %d are in the room.".formatted(counts.guests())));
        }
        if (counts.own() >= properties.maxStaysPerAccount()) {
            return Mono.error(new MeetingException(
                    MeetingException.Rule.LIMIT_REACHED,
                    "You are in this room %d times. Close one of the pages.".formatted(counts.own())));
        }
        return Mono.empty();
    }

    private Mono<List<String>> namesOfOthers(Joining joining) {
        PersonId person = joining.person();
        return participants
                .findNamesOfOthers(joining.meetingId(), person.accountId(), person.guestId())
                .collectList();
    }

    /** An account becomes a member, which sees the meeting from then on; a guest never does. */
    private Mono<Void> add(UUID id, Joining joining, String displayName) {
        PersonId person = joining.person();
        Mono<Void> member = person.kind() == PersonId.Kind.ACCOUNT
                ? meetings.addMember(joining.meetingId(), person.id())
                : Mono.empty();
        return member.then(participants.add(
                id,
                joining.meetingId(),
                person.accountId(),
                person.guestId(),
                displayName,
                joining.resumeTokenHash(),
                joining.instanceId()));
    }

    /** Resumes a participant that has not ended, on any instance; empty when there is none with this token. */
    public Mono<UUID> resume(UUID meetingId, PersonId person, byte[] resumeTokenHash, UUID instanceId) {
        return participants.resume(meetingId, person.accountId(), person.guestId(), resumeTokenHash, instanceId);
    }

    /**
     * Ends the other sessions that the same person has in this meeting, and marks them as ended on purpose. Does nothing when
     * the session to keep has ended itself, so that of two pages that request this at the same time one keeps its session.
     */
    @Transactional
    public Mono<Void> endOtherSessions(UUID meetingId, PersonId person, UUID keptId) {
        return meetings.lockRow(meetingId)
                .then(participants.removeOthers(meetingId, person.accountId(), person.guestId(), keptId))
                .then();
    }

    /** Who ended a session whose page did not leave. */
    public enum EndedBy {
        /** The host, who removed the person. */
        HOST,
        /** The host, who ended the meeting for everybody. */
        HOST_FOR_ALL,
        /** The same person, who continues in another session. */
        SAME_PERSON,
        /** Nobody: it was disconnected for too long, or its account is gone. */
        NOBODY
    }

    /** Who ended this participant's session. */
    public Mono<EndedBy> endedBy(UUID participantId) {
        return endedBy(participants.findEnd(participantId));
    }

    /** Who ended the session with this token; NOBODY when this person had none with it. */
    public Mono<EndedBy> endedBy(UUID meetingId, PersonId person, byte[] resumeTokenHash) {
        return endedBy(participants.findEnd(meetingId, person.accountId(), person.guestId(), resumeTokenHash));
    }

    private static Mono<EndedBy> endedBy(Mono<ParticipantRepository.End> found) {
        return found.map(end -> {
                    if (end.meetingEnded()) {
                        return EndedBy.HOST_FOR_ALL;
                    }
                    if (!end.intended()) {
                        return EndedBy.NOBODY;
                    }
                    return end.admitted() ? EndedBy.SAME_PERSON : EndedBy.HOST;
                })
                .defaultIfEmpty(EndedBy.NOBODY);
    }

    /** Raises or lowers the hand of a participant. A hand that is up already keeps its place in the order. */
    public Mono<Void> raiseHand(UUID participantId, boolean raised) {
        return gestures.setHand(participantId, raised).then();
    }

    /** Keeps a reaction for the timeline. The caller shows it. */
    public Mono<Void> keepReaction(UUID participantId, String reaction) {
        return gestures.addReaction(participantId, reaction);
    }

    /** The person pressed Unmute: the host's mute no longer applies. Only the person's own page may do this. */
    public Mono<Void> unmute(UUID participantId) {
        return participants.unmute(participantId);
    }

    /** Stores that the page is disconnected: the participant ends unless it resumes within the time left. */
    public Mono<Void> unheard(UUID participantId, UUID instanceId, Duration left) {
        return participants.disconnected(participantId, instanceId, left.toMillis());
    }

    /** Stores that the page is connected to this instance again, unless it is connected to another one. */
    public Mono<Void> heard(UUID participantId, UUID instanceId) {
        return participants.connected(participantId, instanceId);
    }

    /** Releases all participants of an instance, so that others can resume them. */
    public Mono<Void> handOver(UUID instanceId) {
        return participants.handOver(instanceId, properties.resumeWindow().toMillis());
    }

    /** Ends a participant, its publications and their taps. */
    public Mono<Void> leave(UUID participantId) {
        return participants.end(participantId).then();
    }
}
