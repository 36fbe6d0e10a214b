package org.chattycat.app.latency.share;

import java.security.Principal;
import java.util.List;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.SharedLinkPrincipal;
import org.chattycat.app.identity.share.SharedLinks;
import org.chattycat.app.identity.share.SharedSpan;
import org.chattycat.app.latency.compare.ComparedSpan;
import org.chattycat.app.latency.compare.Comparison;
import org.chattycat.app.latency.compare.SpanComparison;
import org.chattycat.app.latency.history.TimeRange;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.meeting.Meetings;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** What the link shows that identifies a request. */
@Controller
class SharedController {
    private final SharedLinks links;
    private final Meetings meetings;
    private final SpanComparison comparison;

    SharedController(SharedLinks links, Meetings meetings, SpanComparison comparison) {
        this.links = links;
        this.meetings = meetings;
        this.comparison = comparison;
    }

    @QueryMapping
    SharedLinkPrincipal shared(Principal principal) {
        if (principal instanceof Authentication authentication
                && authentication.getPrincipal() instanceof SharedLinkPrincipal link) {
            return link;
        }
        throw new InvalidArgumentException("NOT_FOUND", "Only requests with a shared link have this field.");
    }

    @SchemaMapping(typeName = "Shared")
    Mono<Meeting> meeting(SharedLinkPrincipal link, Principal principal) {
        return meetings.findVisible(link.meetingId(), Grant.of(principal));
    }

    /** Of spans that the account which made the link may still see. */
    @SchemaMapping(typeName = "Shared")
    Mono<Comparison> comparison(SharedLinkPrincipal link) {
        return link.comparison()
                ? links.spans(link.bearerId())
                        .map(SharedController::compared)
                        .collectList()
                        .flatMap(spans -> compare(spans, link))
                : Mono.empty();
    }

    private Mono<Comparison> compare(List<ComparedSpan> spans, SharedLinkPrincipal link) {
        return comparison.compare(spans, new Grant(link.accountId(), false, null, true));
    }

    private static ComparedSpan compared(SharedSpan span) {
        return new ComparedSpan(
                span.meetingId().toString(),
                new TimeRange(span.from(), span.to()),
                span.participantId().toString(),
                ClockSource.valueOf(span.source()));
    }
}
