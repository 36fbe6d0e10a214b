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

/** The mutations of the hosts of a meeting, except {@link InterventionController}. Only its creator may delete it. */
@Controller
class HostController {
    private final Hosting hosting;
    private final Meetings meetings;
    private final AuditLog audit;

    HostController(Hosting hosting, Meetings meetings, AuditLog audit) {
        this.hosting = hosting;
        this.meetings = meetings;
        this.audit = audit;
    }

    @MutationMapping
    Mono<Meeting> allowGuests(
            @Argument String meetingId, @Argument boolean allowed, Principal principal, @ContextValue Client client) {
        UUID meeting = Ids.read(meetingId, "meetingId");
        UUID accountId = Hosts.accountFor(meeting, principal);
        AuditKind kind = allowed ? AuditKind.GUESTS_ALLOWED : AuditKind.GUESTS_REFUSED;
        return hosting.allowGuests(meeting, accountId, allowed)
                .then(audit.note(kind, accountId, client, "meeting " + meeting))
                .then(meetings.findVisible(meeting, accountId));
    }

    @MutationMapping
    Mono<String> deleteMeeting(@Argument String meetingId, Principal principal, @ContextValue Client client) {
        UUID meeting = Ids.read(meetingId, "meetingId");
        UUID accountId = Hosts.accountFor(meeting, principal);
        return hosting.delete(meeting, accountId)
                .then(audit.note(AuditKind.MEETING_DELETED, accountId, client, "meeting " + meeting))
                .thenReturn(meeting.toString());
    }

    @MutationMapping
    Mono<Meeting> lockMeeting(
            @Argument String meetingId, @Argument boolean locked, Principal principal, @ContextValue Client client) {
        UUID meeting = Ids.read(meetingId, "meetingId");
        UUID accountId = Hosts.accountFor(meeting, principal);
        return hosting.lock(meeting, accountId, locked)
                .then(noteLock(meeting, accountId, locked, client))
                .then(meetings.findVisible(meeting, accountId));
    }

    private Mono<Void> noteLock(UUID meeting, UUID accountId, boolean locked, Client client) {
        AuditKind kind = locked ? AuditKind.MEETING_LOCKED : AuditKind.MEETING_UNLOCKED;
        return audit.note(kind, accountId, client, "meeting " + meeting).then();
    }

    @MutationMapping
    Mono<Meeting> requestStamps(
            @Argument String meetingId, @Argument boolean requested, Principal principal, @ContextValue Client client) {
        UUID meeting = Ids.read(meetingId, "meetingId");
        UUID accountId = Hosts.accountFor(meeting, principal);
        AuditKind kind = requested ? AuditKind.STAMPS_REQUESTED : AuditKind.STAMPS_REQUEST_WITHDRAWN;
        return hosting.requestStamps(meeting, accountId, requested)
                .then(audit.note(kind, accountId, client, "meeting " + meeting))
                .then(meetings.findVisible(meeting, accountId));
    }

    @MutationMapping
    Mono<Meeting> renameMeeting(
            @Argument String meetingId, @Argument String title, Principal principal, @ContextValue Client client) {
        UUID meeting = Ids.read(meetingId, "meetingId");
        UUID accountId = Hosts.accountFor(meeting, principal);
        MeetingTitle cleaned = title == null || title.isBlank() ? null : new MeetingTitle(title);
        return hosting.rename(meeting, accountId, cleaned)
                .then(audit.note(AuditKind.MEETING_RENAMED, accountId, client, "meeting " + meeting))
                .then(meetings.findVisible(meeting, accountId));
    }

    @MutationMapping
    Mono<Meeting> removeParticipant(
            @Argument String participantId, @Argument boolean lock, Principal principal, @ContextValue Client client) {
        Grant grant = Grant.of(principal);
        UUID accountId = grant.accountId();
        UUID participant = Ids.read(participantId, "participantId");
        return hosting.remove(participant, grant, lock).flatMap(meeting -> audit.note(
                        AuditKind.PARTICIPANT_REMOVED, accountId, client, "participant " + participant)
                .then(lock ? noteLock(meeting, accountId, true, client) : Mono.empty())
                .then(meetings.findVisible(meeting, accountId)));
    }

    @MutationMapping
    Mono<Meeting> moveMeeting(@Argument String meetingId, Principal principal, @ContextValue Client client) {
        UUID meeting = Ids.read(meetingId, "meetingId");
        UUID accountId = Hosts.accountFor(meeting, principal);
        return hosting.move(meeting, accountId)
                .then(audit.note(AuditKind.MEETING_MOVED, accountId, client, "meeting " + meeting))
                .then(meetings.findVisible(meeting, accountId));
    }
}
