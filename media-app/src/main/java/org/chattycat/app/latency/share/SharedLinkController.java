package org.chattycat.app.latency.share;

import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chattycat.app.identity.account.CurrentAccount;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.identity.share.SharedLink;
import org.chattycat.app.identity.share.SharedLinks;
import org.chattycat.app.identity.share.SharedSpan;
import org.chattycat.app.latency.compare.ComparedSpan;
import org.chattycat.app.latency.compare.ResolvedSpan;
import org.chattycat.app.latency.compare.SpanComparison;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.platform.query.Ids;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Creates, lists and revokes shared links. An access token can only list them. */
@Controller
class SharedLinkController {
    private final SharedLinks links;
    private final SpanComparison comparison;
    private final AuditLog audit;

    SharedLinkController(SharedLinks links, SpanComparison comparison, AuditLog audit) {
        this.links = links;
        this.comparison = comparison;
        this.audit = audit;
    }

    /** The query that found a meeting has checked the access to it. */
    @BatchMapping
    Mono<Map<Meeting, List<SharedLink>>> sharedLinks(List<Meeting> meetings, Principal principal) {
        return links.list(
                        meetings.stream().map(Meeting::id).toList(),
                        Grant.of(principal).accountId())
                .collect(Collectors.groupingBy(SharedLink::meetingId))
                .map(found -> {
                    Map<Meeting, List<SharedLink>> all = new HashMap<>();
                    meetings.forEach(meeting -> all.put(meeting, found.getOrDefault(meeting.id(), List.of())));
                    return all;
                });
    }

    @MutationMapping
    Mono<SharedLinks.Created> createSharedLink(
            @Argument String meetingId,
            @Argument int days,
            @Argument List<ComparedSpan> spans,
            Principal principal,
            @ContextValue Client client) {
        UUID accountId = CurrentAccount.of(principal).accountId();
        UUID meeting = Ids.read(meetingId, "meetingId");
        Mono<List<SharedSpan>> checked = spans == null
                ? Mono.just(List.of())
                : comparison.resolve(spans, Grant.of(principal)).map(resolved -> resolved.stream()
                        .map(SharedLinkController::shared)
                        .toList());
        return checked.flatMap(shared -> links.create(accountId, meeting, shared, days))
                .flatMap(created -> audit.note(AuditKind.LINK_SHARED, accountId, client, detail(created.link()))
                        .thenReturn(created));
    }

    private static SharedSpan shared(ResolvedSpan span) {
        return new SharedSpan(
                span.meetingId(), span.participantId(), span.source().name(), span.from(), span.to());
    }

    @MutationMapping
    Mono<UUID> revokeSharedLink(@Argument String id, Principal principal, @ContextValue Client client) {
        UUID accountId = CurrentAccount.of(principal).accountId();
        return links.revoke(Ids.read(id, "id"), accountId)
                .switchIfEmpty(Mono.error(
                        () -> new InvalidArgumentException("NOT_FOUND", "There is no such link, or it is not yours.")))
                .flatMap(link -> audit.note(AuditKind.SHARED_LINK_REVOKED, accountId, client, detail(link))
                        .thenReturn(link.id()));
    }

    private static String detail(SharedLink link) {
        return (link.comparison() ? "comparison, meeting " : "history of meeting ") + link.meetingId();
    }
}
