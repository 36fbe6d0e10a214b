package org.chattycat.app.latency.viewer;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.LiveListener;
import org.chattycat.analysis.live.SampleValidity;
import org.chattycat.app.latency.LiveValues;
import org.springframework.stereotype.Component;

/** The newest valid latencies of each publication that workers measured less than two seconds ago. */
@Component
class CameraToServer implements LiveListener {
    /** The page's badge disappears after the same time. */
    private static final Duration FRESH = Duration.ofSeconds(2);
    /** An estimate is of the readings of a second, so two that are no further apart are of the same pictures. */
    private static final Duration TOGETHER = Duration.ofSeconds(1);
    /** More publications than one instance serves. */
    private static final int MAX_REMEMBERED = 10_000;

    /**
     * A latency from camera to server in ms, with its bounds and the clock that it was read from.
     *
     * @param capture the part of it that passes in the camera; null if unknown
     */
    record Latency(double estimateMs, double lowerMs, double upperMs, ClockSource source, Capture capture) {}

    /** The camera's own delay, from light to the browser, in ms: the true one is within ± the other value in 95 % of all cases. */
    record Capture(double ms, double plusMinusMs) {}

    private record Key(UUID publicationId, ClockSource source) {}

    private final Map<Key, LatencySample> latest = new ConcurrentHashMap<>();
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
                latest.put(new Key(sample.publicationId(), sample.source()), sample);
            }
        }
    }

    @Override
    public void advised(Advice advice) {}

    /**
     * The newest value; empty if there is none that is recent. A clock that the camera films comes before a stamp, which the browser
     * draws behind the camera.
     */
    Optional<Latency> of(UUID publicationId) {
        LatencySample own = fresh(publicationId, ClockSource.OWN);
        LatencySample stamp = fresh(publicationId, ClockSource.STAMP);
        return Stream.of(own, fresh(publicationId, ClockSource.GOPRO), stamp)
                .filter(Objects::nonNull)
                .findFirst()
                .map(sample -> new Latency(
                        sample.estimateMs(),
                        sample.estimateLowerMs(),
                        sample.estimateUpperMs(),
                        sample.source(),
                        capture(own, stamp)));
    }

    /**
     * A filmed clock and a stamp in one picture differ by what passes before the browser draws the stamp. Both are synchronised
     * to the server, which a GoPro code is not.
     */
    private static Capture capture(LatencySample own, LatencySample stamp) {
        boolean known = own != null
                && stamp != null
                && own.plusMinusMs() != null
                && stamp.plusMinusMs() != null
                && Duration.between(own.arrivedAt(), stamp.arrivedAt()).abs().compareTo(TOGETHER) <= 0;
        return known
                ? new Capture(
                        Math.max(0, own.estimateMs() - stamp.estimateMs()),
                        Math.hypot(own.plusMinusMs(), stamp.plusMinusMs()))
                : null;
    }

    private LatencySample fresh(UUID publicationId, ClockSource source) {
        LatencySample sample = latest.get(new Key(publicationId, source));
        return sample != null && isFresh(sample) ? sample : null;
    }

    private boolean isFresh(LatencySample sample) {
        return sample.arrivedAt().plus(FRESH).isAfter(clock.instant());
    }
}
