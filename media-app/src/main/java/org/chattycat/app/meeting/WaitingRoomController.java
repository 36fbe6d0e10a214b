package org.chattycat.app.meeting;

import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.platform.query.Ids;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The waiting room as the host sees it. */
@Controller
class WaitingRoomController {
    private final WaitingRoom waitingRoom;
    private final Meetings meetings;
    private final MeetingBatches batches;
    private final AuditLog audit;

    WaitingRoomController(WaitingRoom waitingRoom, Meetings meetings, MeetingBatches batches, AuditLog audit) {
        this.waitingRoom = waitingRoom;
        this.meetings = meetings;
        this.batches = batches;
        this.audit = audit;
    }

    @BatchMapping
    Mono<Map<Meeting, List<Knock>>> knocks(List<Meeting> all) {
        List<UUID> hosted = all.stream().filter(Meeting::host).map(Meeting::id).toList();
        return batches.knocks(hosted).map(found -> {
            Map<Meeting, List<Knock>> waiting = new HashMap<>();
            all.forEach(meeting ->
                    waiting.put(meeting, meeting.host() ? found.getOrDefault(meeting.id(), List.of()) : List.of()));
            return waiting;
        });
    }

    @MutationMapping
    Mono<Meeting> setWaitingRoom(
            @Argument String meetingId, @Argument boolean on, Principal principal, @ContextValue Client client) {
        UUID meeting = Ids.read(meetingId, "meetingId");
        UUID accountId = Hosts.accountFor(meeting, principal);
        AuditKind kind = on ? AuditKind.WAITING_ROOM_OPENED : AuditKind.WAITING_ROOM_CLOSED;
        return waitingRoom
                .setOn(meeting, accountId, on)
                .then(audit.note(kind, accountId, client, "meeting " + meeting))
                .then(meetings.findVisible(meeting, accountId));
    }

    @MutationMapping
    Mono<Meeting> answerKnocks(
            @Argument String meetingId,
            @Argument String knockId,
            @Argument boolean admitted,
            Principal principal,
            @ContextValue Client client) {
        UUID meeting = Ids.read(meetingId, "meetingId");
        UUID only = knockId == null ? null : Ids.read(knockId, "knockId");
        UUID accountId = Hosts.accountFor(meeting, principal);
        AuditKind kind = admitted ? AuditKind.KNOCK_ADMITTED : AuditKind.KNOCK_DENIED;
        String whom = only == null ? "everybody who waits" : "knock " + only;
        return waitingRoom
                .answer(meeting, accountId, only, admitted)
                .then(audit.note(kind, accountId, client, "meeting " + meeting + ", " + whom))
                .then(meetings.findVisible(meeting, accountId));
    }
}
