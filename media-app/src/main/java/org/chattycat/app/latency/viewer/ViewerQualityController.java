package org.chattycat.app.latency.viewer;

import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.platform.query.Ids;
import org.chattycat.app.platform.query.InvalidArgumentException;
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

    ViewerQualityController(ViewerQualityTable table) {
        this.table = table;
    }

    @SchemaMapping
    Mono<Window<ViewerQuality>> viewerQuality(
            Meeting meeting,
            ScrollSubrange subrange,
            @Argument String participantId,
            @Argument String viewerId,
            @Argument Instant from,
            @Argument Instant to) {
        KeysetPage page = KeysetPage.of("viewerQuality", meeting.id(), subrange, MAX_PAGE);
        if (from != null && to != null && from.isAfter(to)) {
            throw new InvalidArgumentException("'from' must not be after 'to'.");
        }
        UUID participant = participantId == null ? null : Ids.read(participantId, "participantId");
        UUID viewer = viewerId == null ? null : Ids.read(viewerId, "viewerId");
        return table.find(new ViewerQualityTable.Filter(meeting.id(), participant, viewer, from, to), page);
    }
}
