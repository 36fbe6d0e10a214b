package org.chattycat.app.latency.viewer;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.chattycat.app.latency.history.HistoryParticipants;
import org.chattycat.app.latency.history.Resolution;
import org.chattycat.app.latency.history.TimeRange;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.platform.query.Ids;
import org.chattycat.app.platform.query.KeysetPage;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.query.ScrollSubrange;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** What viewers saw of a meeting. Whoever has the meeting may see it: the query that found it has checked that. */
@Controller
class ViewerQualityController {
    private static final int MAX_PAGE = 1000;

    private final ViewerQualityTable table;
    private final GlassToGlassBuckets buckets;
    private final HistoryParticipants participants;
    private final Clock clock;

    ViewerQualityController(
            ViewerQualityTable table, GlassToGlassBuckets buckets, HistoryParticipants participants, Clock clock) {
        this.table = table;
        this.buckets = buckets;
        this.participants = participants;
        this.clock = clock;
    }

    @SchemaMapping
    Mono<Window<ViewerQuality>> viewerQuality(
            Meeting meeting,
            ScrollSubrange subrange,
            @Argument TimeRange range,
            @Argument String participantId,
            @Argument String viewerId) {
        KeysetPage page = KeysetPage.of("viewerQuality", meeting.id(), subrange, MAX_PAGE);
        UUID participant = HistoryParticipants.read(participantId);
        UUID viewer = viewerId == null ? null : Ids.read(viewerId, "viewerId");
        TimeRange asked = TimeRange.of(range, meeting, clock.instant());
        return table.find(new ViewerQualityTable.Filter(meeting.id(), participant, viewer, asked), page)
                .flatMap(found ->
                        participants.check(meeting.id(), "participantId", found.isEmpty() ? participant : null, found))
                .flatMap(found -> participants.check(meeting.id(), "viewerId", found.isEmpty() ? viewer : null, found));
    }

    @SchemaMapping
    Mono<GlassToGlassHistory> glassToGlass(
            Meeting meeting,
            @Argument TimeRange range,
            @Argument String participantId,
            @Argument Duration resolution,
            @Argument int maxPoints) {
        UUID participant = HistoryParticipants.read(participantId);
        TimeRange asked = TimeRange.of(range, meeting, clock.instant());
        Resolution used = Resolution.of(asked, resolution, maxPoints, true);
        return buckets.lines(meeting.id(), participant, asked, used)
                .flatMap(lines -> participants.check(
                        meeting.id(),
                        "participantId",
                        lines.isEmpty() ? participant : null,
                        new GlassToGlassHistory(used.duration(), asked.from(), asked.to(), lines)));
    }
}
