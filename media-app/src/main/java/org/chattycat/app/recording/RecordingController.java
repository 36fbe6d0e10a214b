package org.chattycat.app.recording;

import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.meeting.Hosts;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.meeting.Meetings;
import org.chattycat.app.platform.query.Ids;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Recordings in GraphQL. Whoever has a meeting may see them: the query that found it has checked that. */
@Controller
class RecordingController {
    private final Recordings recordings;
    private final RecordingFolder folder;
    private final Meetings meetings;
    private final AuditLog audit;

    RecordingController(Recordings recordings, RecordingFolder folder, Meetings meetings, AuditLog audit) {
        this.recordings = recordings;
        this.folder = folder;
        this.meetings = meetings;
        this.audit = audit;
    }

    private interface Change {
        Mono<Void> make(UUID meetingId, UUID accountId);
    }

    @MutationMapping
    Mono<Meeting> startRecording(@Argument String meetingId, Principal principal, @ContextValue Client client) {
        return change(meetingId, recordings::start, AuditKind.RECORDING_STARTED, principal, client);
    }

    @MutationMapping
    Mono<Meeting> stopRecording(@Argument String meetingId, Principal principal, @ContextValue Client client) {
        return change(meetingId, recordings::stop, AuditKind.RECORDING_STOPPED, principal, client);
    }

    private Mono<Meeting> change(String meetingId, Change change, AuditKind kind, Principal principal, Client client) {
        UUID meeting = Ids.read(meetingId, "meetingId");
        UUID accountId = Hosts.accountFor(meeting, principal);
        return change.make(meeting, accountId)
                .then(audit.note(kind, accountId, client, "meeting " + meeting))
                .then(meetings.findVisible(meeting, Grant.of(principal)));
    }

    /** The file goes once the transaction is over; if this instance ends before that, housekeeping finds it. */
    @MutationMapping
    Mono<String> deleteRecording(@Argument String id, Principal principal, @ContextValue Client client) {
        Grant grant = Grant.of(principal);
        UUID recording = Ids.read(id, "id");
        return recordings
                .delete(recording, grant)
                .flatMap(meeting ->
                        audit.note(AuditKind.RECORDING_DELETED, grant.accountId(), client, "meeting " + meeting))
                .then(folder.delete(recording))
                .thenReturn(recording.toString());
    }

    @BatchMapping
    Mono<Map<Meeting, MeetingRecording>> recording(List<Meeting> all) {
        return recordings.latest(all.stream().map(Meeting::id).toList()).map(found -> {
            Map<Meeting, MeetingRecording> byMeeting = new HashMap<>();
            all.forEach(meeting -> byMeeting.put(meeting, found.get(meeting.id())));
            return byMeeting;
        });
    }

    @SchemaMapping
    Mono<List<Recording>> recordings(Meeting meeting, Principal principal) {
        return recordings
                .ofMeeting(meeting.id(), Grant.of(principal).accountId())
                .collectList();
    }
}
