package org.chattycat.app.latency.viewer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.LiveListener;
import org.chattycat.analysis.live.MeasuredFrame;
import org.chattycat.app.latency.LiveValues;
import org.springframework.stereotype.Component;

/** The frames of each publication that workers timed in the last seconds. Thread-safe. */
@Component
class RecentFrames implements LiveListener {
    /** A page reports a frame some seconds after a worker received it: it shows it, reads a burst, and waits for its next report. */
    private static final Duration MEMORY = Duration.ofSeconds(15);
    /** A clock changes ten times a second, and there may be two in a picture. */
    private static final int MAX_FRAMES = 300;
    /** More publications than one instance serves. */
    private static final int MAX_PUBLICATIONS = 10_000;

    private final Map<UUID, Deque<MeasuredFrame>> frames = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile Instant swept = Instant.MIN;

    RecentFrames(LiveValues liveValues, Clock clock) {
        this.clock = clock;
        liveValues.listen(this);
    }

    @Override
    public void framesMeasured(List<MeasuredFrame> measured) {
        Instant now = clock.instant();
        if (swept.isBefore(now.minus(MEMORY))) {
            swept = now;
            frames.keySet().forEach(id -> frames.computeIfPresent(id, (key, known) -> withoutOld(known)));
        }
        for (MeasuredFrame frame : measured) {
            if (frames.size() < MAX_PUBLICATIONS) {
                frames.compute(frame.publicationId(), (id, known) -> with(frame, known));
            }
        }
    }

    /** Oldest first. */
    List<MeasuredFrame> of(UUID publicationId) {
        return frames.getOrDefault(publicationId, new ArrayDeque<>()).stream()
                .filter(frame -> !isOld(frame))
                .toList();
    }

    private Deque<MeasuredFrame> with(MeasuredFrame frame, Deque<MeasuredFrame> known) {
        Deque<MeasuredFrame> kept = known == null ? new ConcurrentLinkedDeque<>() : known;
        kept.addLast(frame);
        if (kept.size() > MAX_FRAMES) {
            kept.removeFirst();
        }
        return withoutOld(kept);
    }

    private Deque<MeasuredFrame> withoutOld(Deque<MeasuredFrame> known) {
        known.removeIf(this::isOld);
        return known.isEmpty() ? null : known;
    }

    private boolean isOld(MeasuredFrame frame) {
        return frame.firstPacketAt().isBefore(clock.instant().minus(MEMORY));
    }

    @Override
    public void measured(List<LatencySample> samples) {}

    @Override
    public void advised(Advice advice) {}
}
