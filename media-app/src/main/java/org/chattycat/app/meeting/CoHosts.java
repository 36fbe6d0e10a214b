package org.chattycat.app.meeting;

import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.meeting.ParticipantRepository.Target;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Makes and removes co-hosts, for the creator of a meeting. */
@Service
class CoHosts {
    private final Hosts hosts;
    private final HostActions actions;
    private final CoHostRepository coHosts;
    private final MeetingProperties properties;

    CoHosts(Hosts hosts, HostActions actions, CoHostRepository coHosts, MeetingProperties properties) {
        this.hosts = hosts;
        this.actions = actions;
        this.coHosts = coHosts;
        this.properties = properties;
    }

    /**
     * Makes the account of a participant a co-host, or ends that, and returns the meeting's id. The participant must be in the
     * room to become one. Guests cannot: nobody has verified who they are, and they are somebody else after their session. Fails
     * with NOT_FOUND, or LIMIT_REACHED when a meeting has as many co-hosts as fit into a room.
     */
    @Transactional
    Mono<UUID> set(UUID participantId, Grant grant, boolean coHost) {
        return hosts.requireForCreator(participantId, grant)
                .flatMap(
                        target -> (coHost ? add(target, grant) : remove(target, grant)).thenReturn(target.meetingId()));
    }

    private Mono<Void> add(Target target, Grant grant) {
        if (target.accountId() == null) {
            return refusal("Only people with an account can be co-hosts.");
        }
        if (target.accountId().equals(grant.accountId())) {
            return refusal("You are the host of this meeting.");
        }
        if (!target.present()) {
            return refusal("This person is no longer in the meeting.");
        }
        return target.host()
                ? Mono.empty()
                : coHosts.add(target.meetingId(), target.accountId(), properties.maxParticipants())
                        .flatMap(added -> added > 0
                                ? actions.note(HostAction.Kind.CO_HOST_MADE, target, grant.accountId())
                                : Mono.error(tooMany()));
    }

    private Mono<Void> remove(Target target, Grant grant) {
        return coHosts.remove(target.meetingId(), target.accountId())
                .filter(removed -> removed > 0)
                .flatMap(removed -> actions.note(HostAction.Kind.CO_HOST_REMOVED, target, grant.accountId()));
    }

    private MeetingException tooMany() {
        return new MeetingException(
                MeetingException.Rule.LIMIT_REACHED,
                "A meeting can have at most %d co-hosts.".formatted(properties.maxParticipants()));
    }

    private static Mono<Void> refusal(String sentence) {
        return Mono.error(new MeetingException(MeetingException.Rule.NOT_FOUND, sentence));
    }
}
