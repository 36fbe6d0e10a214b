package org.chattycat.app.latency.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.database.DatabaseTask;
import org.chattycat.app.platform.database.QueryConnections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/**
 * Gives subscribers the windows of video quality that workers have just stored. Workers close a window each second and store it
 * within another one, so once a second one statement reads what is new in all meetings with subscribers on this instance. Workers
 * therefore need not send these windows to instances on which nobody wants them. The statement takes an array, so this uses
 * DatabaseClient.
 */
@Component
class VideoQualityFeed extends DatabaseTask {
    private static final Logger log = LoggerFactory.getLogger(VideoQualityFeed.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** What is stored later than this after its second, during an outage for example, is in the history only. */
    private static final Duration RECENT = Duration.ofSeconds(15);
    /** Those of 1300 cameras. Of more, the newest windows are given out. */
    private static final int MAX_ROWS = 20_000;

    /** After a change of workers, both may have measured a part of a second: the later one counts. */
    private static final String SELECT = """
            select distinct on (starts_at, publication_id) * from video_quality_window
            where meeting_id = any(:meetings) and starts_at >= :from and starts_at < :to
            order by starts_at desc, publication_id, fencing desc
            limit :limit
            """;

    private final DatabaseClient database;
    private final Clock clock;
    private final Map<UUID, List<FluxSink<MeasuredVideoQuality>>> subscribers = new ConcurrentHashMap<>();
    /** The meetings and the windows of the last reading. Readings follow one another, so only one uses them at a time. */
    private Set<UUID> followed = Set.of();

    private Set<Window> known = Set.of();

    private record Window(UUID publicationId, Instant startsAt) {}

    VideoQualityFeed(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The windows of a meeting that are stored from now on, in the order of their seconds. The caller has checked the access. */
    Flux<MeasuredVideoQuality> of(UUID meetingId) {
        return Flux.create(
                sink -> {
                    subscribers.compute(meetingId, (id, present) -> {
                        List<FluxSink<MeasuredVideoQuality>> all =
                                present == null ? new CopyOnWriteArrayList<>() : present;
                        all.add(sink);
                        return all;
                    });
                    sink.onDispose(() -> subscribers.computeIfPresent(meetingId, (id, present) -> {
                        present.remove(sink);
                        return present.isEmpty() ? null : present;
                    }));
                },
                FluxSink.OverflowStrategy.LATEST);
    }

    @Override
    protected Flux<?> work() {
        return Flux.interval(INTERVAL).onBackpressureDrop().concatMap(tick -> giveOut(), 1);
    }

    private Mono<Void> giveOut() {
        Set<UUID> meetings = Set.copyOf(subscribers.keySet());
        if (meetings.isEmpty()) {
            followed = Set.of();
            return Mono.empty();
        }
        Instant now = clock.instant();
        return database.sql(SELECT)
                .bind("meetings", meetings.toArray(UUID[]::new))
                .bind("from", now.minus(RECENT))
                .bind("to", now.plus(RECENT))
                .bind("limit", MAX_ROWS)
                .map(MeasuredVideoQuality::read)
                .all()
                .collectList()
                .doOnNext(windows -> giveOut(windows, meetings))
                .then()
                .contextWrite(QueryConnections::use)
                .onErrorResume(e -> {
                    if (!DatabaseFailure.isOutage(e)) {
                        log.warn("The quality of videos was not read for subscribers: {}", e.toString());
                    }
                    return Mono.empty();
                });
    }

    /**
     * What was stored before somebody subscribed to its meeting is not given out.
     *
     * @param windows the newest first
     */
    private void giveOut(List<MeasuredVideoQuality> windows, Set<UUID> meetings) {
        Collections.reverse(windows);
        Set<Window> found = new HashSet<>();
        for (MeasuredVideoQuality quality : windows) {
            Window window = new Window(quality.publicationId(), quality.startsAt());
            found.add(window);
            if (followed.contains(quality.meetingId()) && !known.contains(window)) {
                subscribers.getOrDefault(quality.meetingId(), List.of()).forEach(sink -> sink.next(quality));
            }
        }
        known = found;
        followed = meetings;
    }
}
