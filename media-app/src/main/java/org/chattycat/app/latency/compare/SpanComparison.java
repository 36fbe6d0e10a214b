package org.chattycat.app.latency.compare;

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
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads spans of meetings, checks the access to them, and compares them. */
@Component
public class SpanComparison {
    private static final int FEWEST = 2;
    private static final int MOST = 4;
    /** As for a history by the second. */
    private static final Duration LONGEST = Duration.ofHours(3);

    private final Meetings meetings;
    private final SpanSeriesRepository series;
    private final HistoryParticipants participants;
    private final DroppedMeasurements dropped;
    private final Clock clock;

    SpanComparison(
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

    /**
     * Compares two to four spans, each with the first one. Fails with an {@link InvalidArgumentException}: INVALID_ARGUMENT,
     * NOT_FOUND, RANGE_REVERSED, RANGE_TOO_LONG or UNKNOWN_PARTICIPANT.
     */
    public Mono<Comparison> compare(List<ComparedSpan> spans, Grant grant) {
        return read(spans, grant).publishOn(Schedulers.parallel()).map(Comparisons::of);
    }

    /**
     * The spans with what they are of: bounds, participant and kind of clock. Fails as {@link #compare}, and with NOTHING_MEASURED
     * for a span without measurements.
     */
    public Mono<List<ResolvedSpan>> resolve(List<ComparedSpan> spans, Grant grant) {
        return read(spans, grant)
                .map(found -> found.stream().map(SpanComparison::resolved).toList());
    }

    private static ResolvedSpan resolved(Comparisons.Span span) {
        if (span.series() == null) {
            throw new InvalidArgumentException(
                    "NOTHING_MEASURED", "Nothing that counts was measured in one of the spans.");
        }
        return new ResolvedSpan(
                span.meetingId(),
                span.range().from(),
                span.range().to(),
                span.series().participantId(),
                span.series().source());
    }

    private Mono<List<Comparisons.Span>> read(List<ComparedSpan> spans, Grant grant) {
        if (spans.size() < FEWEST || spans.size() > MOST) {
            return Mono.error(new InvalidArgumentException(
                    "'spans' must be %d to %d, and there are %d.".formatted(FEWEST, MOST, spans.size())));
        }
        return Flux.fromIterable(spans).concatMap(span -> read(span, grant)).collectList();
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
                                    "participantId",
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
