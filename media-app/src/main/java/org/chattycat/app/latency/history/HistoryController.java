package org.chattycat.app.latency.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.app.meeting.Meeting;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The figures of a meeting over time. Whoever has the meeting may see them: the query that found it has checked that.
 */
@Controller
class HistoryController {
    private final LatencyMinutes latency;
    private final VideoQualityMinutes quality;
    private final DroppedMeasurements dropped;
    private final HistoryParticipants participants;
    private final Clock clock;

    HistoryController(
            LatencyMinutes latency,
            VideoQualityMinutes quality,
            DroppedMeasurements dropped,
            HistoryParticipants participants,
            Clock clock) {
        this.latency = latency;
        this.quality = quality;
        this.dropped = dropped;
        this.participants = participants;
        this.clock = clock;
    }

    @SchemaMapping
    Mono<LatencySummary> latencySummary(
            Meeting meeting, @Argument TimeRange range, @Argument String participantId, @Argument ClockSource source) {
        return select(meeting, range, participantId, source, dropped.samplesKeptSince())
                .flatMap(selection -> latency.summary(selection).flatMap(lines -> {
                    Mono<Map<LineKey, LatencyIntervals>> intervals = intervals(selection);
                    LatencySummary summary = new LatencySummary(
                            selection.range().from(),
                            selection.range().to(),
                            selection.isKept(),
                            lines.entrySet().stream()
                                    .map(line -> LatencySummary.Line.of(line.getKey(), line.getValue(), intervals))
                                    .toList(),
                            selection);
                    return participants.check(selection, lines.isEmpty(), summary);
                }));
    }

    /** The intervals of the lines of a summary. All subscribers get the same answer. */
    private Mono<Map<LineKey, LatencyIntervals>> intervals(Selection selection) {
        Resolution steps = LatencyIntervals.steps(selection);
        return latency.history(selection, steps)
                .publishOn(Schedulers.parallel())
                .map(lines -> LatencyIntervals.of(lines, steps))
                .cache();
    }

    @SchemaMapping(typeName = "LatencyFigures")
    Mono<LatencyIntervals> intervals(LatencySummary.Line line) {
        return line.intervals().mapNotNull(all -> all.get(new LineKey(line.participantId(), line.source())));
    }

    @SchemaMapping
    Mono<List<LatencySummary.Refused>> refused(LatencySummary summary) {
        Selection selection = summary.selection();
        return dropped.qualityWindowsKeptSince()
                .flatMap(keptSince -> quality.refusals(new Selection(
                        selection.meetingId(), selection.participantId(), null, selection.range(), keptSince)));
    }

    @SchemaMapping
    Mono<LatencyHistory> latencyHistory(
            Meeting meeting,
            @Argument TimeRange range,
            @Argument String participantId,
            @Argument ClockSource source,
            @Argument Duration resolution,
            @Argument int maxPoints) {
        return select(meeting, range, participantId, source, dropped.samplesKeptSince())
                .flatMap(selection -> {
                    Resolution used = Resolution.of(selection.range(), resolution, maxPoints, selection.isKept());
                    return latency.history(selection, used)
                            .flatMap(lines ->
                                    participants.check(selection, lines.isEmpty(), history(selection, used, lines)));
                });
    }

    private static LatencyHistory history(
            Selection selection, Resolution used, Map<LineKey, NavigableMap<Instant, LatencyFigures>> lines) {
        return new LatencyHistory(
                used.duration(),
                selection.range().from(),
                selection.range().to(),
                selection.isKept(),
                lines.entrySet().stream()
                        .map(line -> new LatencyHistory.Line(
                                line.getKey().participantId(),
                                line.getKey().source(),
                                line.getValue().entrySet().stream()
                                        .map(bucket -> LatencyHistory.Bucket.of(bucket.getKey(), bucket.getValue()))
                                        .toList()))
                        .toList());
    }

    @SchemaMapping
    Mono<List<LatencyDistribution>> latencyDistribution(
            Meeting meeting, @Argument TimeRange range, @Argument String participantId, @Argument ClockSource source) {
        return select(meeting, range, participantId, source, dropped.samplesKeptSince())
                .flatMap(selection -> latency.summary(selection)
                        .flatMap(lines -> participants.check(
                                selection,
                                lines.isEmpty(),
                                lines.entrySet().stream()
                                        .map(line -> LatencyDistribution.of(
                                                line.getKey().participantId(),
                                                line.getKey().source(),
                                                line.getValue()))
                                        .toList())));
    }

    @SchemaMapping
    Mono<VideoQualityHistory> videoQuality(
            Meeting meeting,
            @Argument TimeRange range,
            @Argument String participantId,
            @Argument Duration resolution,
            @Argument int maxPoints) {
        return select(meeting, range, participantId, null, dropped.qualityWindowsKeptSince())
                .flatMap(selection -> {
                    Resolution used = Resolution.of(selection.range(), resolution, maxPoints, selection.isKept());
                    return quality.history(selection, used)
                            .map(lines -> new VideoQualityHistory(
                                    used.duration(),
                                    selection.range().from(),
                                    selection.range().to(),
                                    selection.isKept(),
                                    lines.entrySet().stream()
                                            .map(line -> new VideoQualityHistory.Line(
                                                    line.getKey(),
                                                    line.getValue().entrySet().stream()
                                                            .map(bucket -> bucket.getValue()
                                                                    .bucket(bucket.getKey()))
                                                            .toList()))
                                            .toList()))
                            .flatMap(history -> participants.check(
                                    selection, history.lines().isEmpty(), history));
                });
    }

    private Mono<Selection> select(
            Meeting meeting, TimeRange range, String participantId, ClockSource source, Mono<Instant> keptSince) {
        return keptSince.map(since -> new Selection(
                meeting.id(),
                HistoryParticipants.read(participantId),
                source,
                TimeRange.of(range, meeting, clock.instant()),
                since));
    }
}
