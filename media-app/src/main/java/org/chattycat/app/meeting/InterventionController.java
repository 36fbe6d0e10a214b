package org.chattycat.app.meeting;

import java.security.Principal;
import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.platform.query.Ids;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** What the host does to people who are in the room. */
@Controller
class InterventionController {
    private final Interventions interventions;
    private final Meetings meetings;
    private final AuditLog audit;

    InterventionController(Interventions interventions, Meetings meetings, AuditLog audit) {
        this.interventions = interventions;
        this.meetings = meetings;
        this.audit = audit;
    }

    private interface OnParticipant {
        Mono<UUID> take(UUID participantId, Grant grant);
    }

    private interface OnMeeting {
        Mono<Void> take(UUID meetingId, UUID accountId);
    }

    @MutationMapping
    Mono<Meeting> muteParticipant(@Argument String participantId, Principal principal, @ContextValue Client client) {
        return onParticipant(participantId, interventions::mute, AuditKind.PARTICIPANT_MUTED, principal, client);
    }

    @MutationMapping
    Mono<Meeting> muteEverybody(@Argument String meetingId, Principal principal, @ContextValue Client client) {
        return onMeeting(meetingId, interventions::muteEverybody, AuditKind.EVERYBODY_MUTED, principal, client);
    }

    @MutationMapping
    Mono<Meeting> askToUnmute(@Argument String participantId, Principal principal, @ContextValue Client client) {
        return onParticipant(participantId, interventions::askToUnmute, AuditKind.UNMUTE_REQUESTED, principal, client);
    }

    @MutationMapping
    Mono<Meeting> lowerHand(@Argument String participantId, Principal principal, @ContextValue Client client) {
        return onParticipant(participantId, interventions::lowerHand, AuditKind.HAND_LOWERED, principal, client);
    }

    @MutationMapping
    Mono<Meeting> lowerAllHands(@Argument String meetingId, Principal principal, @ContextValue Client client) {
        return onMeeting(meetingId, interventions::lowerAllHands, AuditKind.HANDS_LOWERED, principal, client);
    }

    @MutationMapping
    Mono<Meeting> stopShare(@Argument String participantId, Principal principal, @ContextValue Client client) {
        return onParticipant(participantId, interventions::stopShare, AuditKind.SHARE_STOPPED, principal, client);
    }

    @MutationMapping
    Mono<Meeting> endMeeting(@Argument String meetingId, Principal principal, @ContextValue Client client) {
        return onMeeting(meetingId, interventions::endForEverybody, AuditKind.MEETING_ENDED, principal, client);
    }

    private Mono<Meeting> onParticipant(
            String participantId, OnParticipant action, AuditKind kind, Principal principal, Client client) {
        Grant grant = Grant.of(principal);
        UUID participant = Ids.read(participantId, "participantId");
        return action.take(participant, grant)
                .flatMap(meeting -> audit.note(kind, grant.accountId(), client, "participant " + participant)
                        .then(meetings.findVisible(meeting, grant.accountId())));
    }

    private Mono<Meeting> onMeeting(
            String meetingId, OnMeeting action, AuditKind kind, Principal principal, Client client) {
        UUID meeting = Ids.read(meetingId, "meetingId");
        UUID accountId = Hosts.accountFor(meeting, principal);
        return action.take(meeting, accountId)
                .then(audit.note(kind, accountId, client, "meeting " + meeting))
                .then(meetings.findVisible(meeting, accountId));
    }
}
