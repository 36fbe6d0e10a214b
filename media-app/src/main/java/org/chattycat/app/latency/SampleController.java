package org.chattycat.app.latency;

import java.time.Instant;
import java.util.UUID;
import org.chattycat.analysis.live.LatencySample;
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

/** The stored samples of a meeting. Whoever has the meeting may see them: the query that found it has checked that. */
@Controller
class SampleController {
    private static final int MAX_PAGE = 1000;

    private final SampleRepository samples;

    SampleController(SampleRepository samples) {
        this.samples = samples;
    }

    @SchemaMapping
    Mono<Window<LatencySample>> latencySamples(
            Meeting meeting,
            ScrollSubrange subrange,
            @Argument String participantId,
            @Argument Instant from,
            @Argument Instant to) {
        KeysetPage page = KeysetPage.of("latencySamples", meeting.id(), subrange, MAX_PAGE);
        if (from != null && to != null && from.isAfter(to)) {
            throw new InvalidArgumentException("'from' must not be after 'to'.");
        }
        UUID participant = participantId == null ? null : Ids.read(participantId, "participantId");
        return samples.find(new SampleRepository.Filter(meeting.id(), participant, from, to), page);
    }
}
