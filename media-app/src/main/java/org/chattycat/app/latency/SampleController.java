package org.chattycat.app.latency;

import java.time.Clock;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.app.latency.history.HistoryParticipants;
import org.chattycat.app.latency.history.TimeRange;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.chattycat.app.platform.query.KeysetPage;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.pagination.CursorStrategy;
import org.springframework.graphql.data.query.ScrollSubrange;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The stored samples of a meeting. Whoever has the meeting may see them: the query that found it has checked that. */
@Controller
class SampleController {
    private static final int MAX_PAGE = 1000;

    private final SampleRepository samples;
    private final HistoryParticipants participants;
    private final CursorStrategy<ScrollPosition> cursors;
    private final Clock clock;

    SampleController(
            SampleRepository samples,
            HistoryParticipants participants,
            CursorStrategy<ScrollPosition> cursors,
            Clock clock) {
        this.samples = samples;
        this.participants = participants;
        this.cursors = cursors;
        this.clock = clock;
    }

    @SchemaMapping
    Mono<Window<LatencySample>> latencySamples(
            Meeting meeting,
            @Argument Integer first,
            @Argument String after,
            @Argument Integer last,
            @Argument String before,
            @Argument TimeRange range,
            @Argument String participantId,
            @Argument ClockSource source) {
        KeysetPage page = KeysetPage.of("latencySamples", meeting.id(), subrange(first, after, last, before), MAX_PAGE);
        UUID participant = HistoryParticipants.read(participantId);
        TimeRange asked = TimeRange.of(range, meeting, clock.instant());
        return samples.find(new SampleRepository.Filter(meeting.id(), participant, source, asked), page)
                .flatMap(found ->
                        participants.check(meeting.id(), "participantId", found.isEmpty() ? participant : null, found));
    }

    /** Spring's own takes what is null for given, and ignores one direction where a client names both. */
    private ScrollSubrange subrange(Integer first, String after, Integer last, String before) {
        boolean isForward = last == null && before == null;
        if (!isForward && (first != null || after != null)) {
            throw new InvalidArgumentException(
                    "'first' and 'after' read forwards, 'last' and 'before' backwards: name those of one direction.");
        }
        String cursor = isForward ? after : before;
        Integer size = isForward ? first : last;
        return ScrollSubrange.create(
                cursor == null ? null : cursors.fromCursor(cursor),
                size == null ? KeysetPage.DEFAULT_SIZE : size,
                isForward);
    }
}
