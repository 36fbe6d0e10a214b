package org.chattycat.app.meeting;

import java.security.Principal;
import java.util.UUID;
import org.chattycat.app.identity.account.CurrentAccount;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.platform.query.Ids;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** What the creator of a meeting may do to it. */
@Controller
class HostController {
    private final HostRepository hosts;
    private final MeetingRepository meetings;
    private final AuditLog audit;

    HostController(HostRepository hosts, MeetingRepository meetings, AuditLog audit) {
        this.hosts = hosts;
        this.meetings = meetings;
        this.audit = audit;
    }

    @MutationMapping
    Mono<Meeting> allowGuests(
            @Argument String meetingId, @Argument boolean allowed, Principal principal, @ContextValue Client client) {
        UUID host = CurrentAccount.of(principal).accountId();
        UUID meeting = Ids.read(meetingId, "meetingId");
        AuditKind kind = allowed ? AuditKind.GUESTS_ALLOWED : AuditKind.GUESTS_REFUSED;
        return hosts.allowGuests(meeting, host, allowed)
                .then(audit.note(kind, host, client, "meeting " + meeting))
                .then(meetings.findVisible(meeting, host));
    }

    @MutationMapping
    Mono<Meeting> lockMeeting(
            @Argument String meetingId, @Argument boolean locked, Principal principal, @ContextValue Client client) {
        UUID host = CurrentAccount.of(principal).accountId();
        UUID meeting = Ids.read(meetingId, "meetingId");
        return hosts.lock(meeting, host, locked)
                .then(noteLock(meeting, host, locked, client))
                .then(meetings.findVisible(meeting, host));
    }

    private Mono<Void> noteLock(UUID meeting, UUID host, boolean locked, Client client) {
        AuditKind kind = locked ? AuditKind.MEETING_LOCKED : AuditKind.MEETING_UNLOCKED;
        return audit.note(kind, host, client, "meeting " + meeting).then();
    }

    @MutationMapping
    Mono<Meeting> removeParticipant(
            @Argument String participantId, @Argument boolean lock, Principal principal, @ContextValue Client client) {
        UUID host = CurrentAccount.of(principal).accountId();
        UUID participant = Ids.read(participantId, "participantId");
        return hosts.remove(participant, host, lock).flatMap(meeting -> audit.note(
                        AuditKind.PARTICIPANT_REMOVED, host, client, "participant " + participant)
                .then(lock ? noteLock(meeting, host, true, client) : Mono.empty())
                .then(meetings.findVisible(meeting, host)));
    }
}
