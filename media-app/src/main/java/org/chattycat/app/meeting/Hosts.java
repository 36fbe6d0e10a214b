package org.chattycat.app.meeting;

import java.security.Principal;
import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.meeting.ParticipantRepository.Target;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who may act as the host of a meeting: the account that created it, and the co-hosts that it made. This is the rule of all host
 * actions, on every instance; the view {@code meeting_host} states it. Only the creator deletes the meeting, makes and removes
 * co-hosts, and removes a co-host from the meeting. Each check locks the row of the meeting until the transaction ends, so that
 * nobody joins meanwhile. All fail with NOT_FOUND for people who may not act, so that nobody learns which meetings exist.
 */
@Component
public class Hosts {
    private final MeetingRepository meetings;
    private final ParticipantRepository participants;

    Hosts(MeetingRepository meetings, ParticipantRepository participants) {
        this.meetings = meetings;
        this.participants = participants;
    }

    /** The meeting, if the account may act as its host. */
    public Mono<UUID> require(UUID meetingId, UUID accountId) {
        return meetings.lockForHost(meetingId, accountId).switchIfEmpty(Mono.error(Hosts::notTheHost));
    }

    /** A participant, who may have left, if the request may act as the host of its meeting. */
    Mono<Target> requireFor(UUID participantId, Grant grant) {
        return participants
                .findForHost(participantId, grant.accountId())
                .filter(target -> grant.covers(target.meetingId()))
                .switchIfEmpty(Mono.error(Hosts::notTheHost));
    }

    /** The same, if the account created the meeting. */
    Mono<Target> requireForCreator(UUID participantId, Grant grant) {
        return requireFor(participantId, grant)
                .filter(Target::byCreator)
                .switchIfEmpty(Mono.error(() -> new MeetingException(
                        MeetingException.Rule.NOT_FOUND, "Only the creator of the meeting can do this.")));
    }

    public static MeetingException notTheHost() {
        return new MeetingException(
                MeetingException.Rule.NOT_FOUND, "There is no such meeting, or you are not its host.");
    }

    /** Fails as for an account that is no host of the meeting when the request is not for this meeting. */
    public static UUID accountFor(UUID meetingId, Principal principal) {
        Grant grant = Grant.of(principal);
        if (!grant.covers(meetingId)) {
            throw notTheHost();
        }
        return grant.accountId();
    }
}
