package org.chattycat.app.latency.compare;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.latency.history.DroppedMeasurements;
import org.chattycat.app.latency.history.HistoryParticipants;
import org.chattycat.app.latency.history.TimeRange;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.meeting.Meetings;
import org.chattycat.app.platform.query.Ids;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Compares spans of meetings that the current account may see. */
@Controller
class ComparisonController {
    private static final int FEWEST = 2;
    private static final int MOST = 4;
    /** As for a history by the second. */
    private static final Duration LONGEST = Duration.ofHours(3);

    private final Meetings meetings;
    private final SpanSeriesRepository series;
    private final HistoryParticipants participants;
    private final DroppedMeasurements dropped;
    private final Clock clock;

    ComparisonController(
            Meetings meetings,
            SpanSeriesRepository series,
            HistoryParticipants participants,
            DroppedMeasurements dropped,
            Clock clock) {
        this.meetings = meetings;
        this.series = series;
        this.participants = participants;
        this.dropped = dropped;
        this.clock = clock;
    }

    @QueryMapping
    Mono<Comparison> compareMeetings(@Argument List<ComparedSpan> spans, Principal principal) {
        if (spans.size() < FEWEST || spans.size() > MOST) {
            return Mono.error(new InvalidArgumentException(
                    "'spans' must be %d to %d, and there are %d.".formatted(FEWEST, MOST, spans.size())));
        }
        Grant grant = Grant.of(principal);
        return Flux.fromIterable(spans)
                .concatMap(span -> read(span, grant))
                .collectList()
                .publishOn(Schedulers.parallel())
                .map(Comparisons::of);
    }

    private Mono<Comparisons.Span> read(ComparedSpan span, Grant grant) {
        UUID meetingId = Ids.read(span.meetingId(), "meetingId");
        UUID participantId = HistoryParticipants.read(span.participantId());
        return meetings.findVisible(meetingId, grant)
                .switchIfEmpty(Mono.error(() ->
                        new InvalidArgumentException("NOT_FOUND", "There is no such meeting, or you may not see it.")))
                .flatMap(meeting -> dropped.latencyWindowsKeptSince().flatMap(keptSince -> {
                    TimeRange range = checked(span.range(), meeting);
                    boolean kept = !range.from().isBefore(keptSince);
                    return series.find(meetingId, range, participantId, span.source())
                            .map(found -> new Comparisons.Span(meetingId, meeting.title(), range, kept, found))
                            .switchIfEmpty(participants.check(
                                    meetingId,
                                    participantId,
                                    new Comparisons.Span(meetingId, meeting.title(), range, kept, null)));
                }));
    }

    private TimeRange checked(TimeRange range, Meeting meeting) {
        TimeRange used = TimeRange.of(range, meeting, clock.instant());
        if (used.length().compareTo(LONGEST) > 0) {
            throw new InvalidArgumentException(
                    "RANGE_TOO_LONG", "A span that is compared has at most %d hours.".formatted(LONGEST.toHours()));
        }
        return used;
    }
}
