package org.chattycat.app.latency.timeline;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.latency.history.TimeRange;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.platform.query.Ids;
import org.chattycat.app.platform.query.KeysetPage;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.query.ScrollSubrange;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The timeline of a meeting. Whoever has the meeting may see it: the query that found it has checked that. */
@Controller
class TimelineController {
    private static final int MAX_PAGE = 1000;

    private final Timeline timeline;
    private final Annotations annotations;
    private final AuditLog audit;
    private final Clock clock;

    TimelineController(Timeline timeline, Annotations annotations, AuditLog audit, Clock clock) {
        this.timeline = timeline;
        this.annotations = annotations;
        this.audit = audit;
        this.clock = clock;
    }

    @SchemaMapping
    Mono<Window<TimelineEvent>> timeline(
            Meeting meeting, ScrollSubrange subrange, @Argument TimeRange range, Principal principal) {
        return timeline.find(
                meeting,
                TimeRange.of(range, meeting, clock.instant()),
                Grant.of(principal),
                KeysetPage.of("timeline", meeting.id(), subrange, MAX_PAGE));
    }

    @MutationMapping
    Mono<TimelineEvent.Annotation> annotate(
            @Argument String meetingId,
            @Argument String text,
            @Argument Instant at,
            @Argument Instant until,
            Principal principal) {
        return annotations.add(
                Ids.read(meetingId, "meetingId"), Grant.of(principal), new AnnotationText(text), at, until);
    }

    @MutationMapping
    Mono<UUID> deleteAnnotation(@Argument String annotationId, Principal principal, @ContextValue Client client) {
        UUID id = Ids.read(annotationId, "annotationId");
        Grant grant = Grant.of(principal);
        return annotations.delete(id, grant).flatMap(deleted -> audit.note(
                        AuditKind.ANNOTATION_DELETED, grant.accountId(), client, "annotation " + deleted)
                .thenReturn(deleted));
    }
}
