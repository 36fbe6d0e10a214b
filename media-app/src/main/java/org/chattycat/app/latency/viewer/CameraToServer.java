package org.chattycat.app.latency.viewer;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.LiveListener;
import org.chattycat.analysis.live.SampleValidity;
import org.chattycat.app.latency.LiveValues;
import org.springframework.stereotype.Component;

/** The newest valid latency of each publication that a worker measured less than two seconds ago. */
@Component
class CameraToServer implements LiveListener {
    /** The page's badge disappears after the same time. */
    private static final Duration FRESH = Duration.ofSeconds(2);
    /** More publications than one instance serves. */
    private static final int MAX_REMEMBERED = 10_000;

    /** A latency from camera to server in ms, with its bounds and the clock that it was read from. */
    record Latency(double estimateMs, double lowerMs, double upperMs, ClockSource source) {}

    private final Map<UUID, LatencySample> latest = new ConcurrentHashMap<>();
    private final Clock clock;

    CameraToServer(LiveValues liveValues, Clock clock) {
        this.clock = clock;
        liveValues.listen(this);
    }

    @Override
    public void measured(List<LatencySample> samples) {
        if (latest.size() >= MAX_REMEMBERED) {
            latest.values().removeIf(sample -> !isFresh(sample));
        }
        for (LatencySample sample : samples) {
            if (sample.validity() == SampleValidity.VALID
                    && sample.source() != ClockSource.PAIR
                    && latest.size() < MAX_REMEMBERED) {
                latest.put(sample.publicationId(), sample);
            }
        }
    }

    @Override
    public void advised(Advice advice) {}

    /** The newest value; empty if there is none that is recent. */
    Optional<Latency> of(UUID publicationId) {
        return Optional.ofNullable(latest.get(publicationId))
                .filter(this::isFresh)
                .map(sample -> new Latency(
                        sample.estimateMs(), sample.estimateLowerMs(), sample.estimateUpperMs(), sample.source()));
    }

    private boolean isFresh(LatencySample sample) {
        return sample.arrivedAt().plus(FRESH).isAfter(clock.instant());
    }
}
