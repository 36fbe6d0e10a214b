package org.chattycat.app.meeting;

import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.CurrentAccount;
import org.chattycat.app.identity.account.Grant;
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

/** The co-hosts of meetings. Whoever has a meeting may see them: the query that found it has checked that. */
@Controller
class CoHostController {
    private final CoHosts coHosts;
    private final Meetings meetings;
    private final MeetingBatches batches;
    private final AuditLog audit;

    CoHostController(CoHosts coHosts, Meetings meetings, MeetingBatches batches, AuditLog audit) {
        this.coHosts = coHosts;
        this.meetings = meetings;
        this.batches = batches;
        this.audit = audit;
    }

    @BatchMapping
    Mono<Map<Meeting, List<CoHost>>> coHosts(List<Meeting> all) {
        return batches.coHosts(all.stream().map(Meeting::id).toList()).map(found -> {
            Map<Meeting, List<CoHost>> byMeeting = new HashMap<>();
            all.forEach(meeting -> byMeeting.put(meeting, found.getOrDefault(meeting.id(), List.of())));
            return byMeeting;
        });
    }

    @MutationMapping
    Mono<Meeting> setCoHost(
            @Argument String participantId,
            @Argument boolean coHost,
            Principal principal,
            @ContextValue Client client) {
        // Refuses tokens: one that leaked must not give somebody rights that outlast it.
        UUID accountId = CurrentAccount.of(principal).accountId();
        UUID participant = Ids.read(participantId, "participantId");
        AuditKind kind = coHost ? AuditKind.CO_HOST_MADE : AuditKind.CO_HOST_REMOVED;
        return coHosts.set(participant, Grant.of(principal), coHost)
                .flatMap(meeting -> audit.note(kind, accountId, client, "participant " + participant)
                        .then(meetings.findVisible(meeting, accountId)));
    }
}
