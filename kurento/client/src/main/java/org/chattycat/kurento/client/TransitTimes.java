package org.chattycat.kurento.client;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import org.kurento.client.Continuation;
import org.kurento.client.EndpointStats;
import org.kurento.client.MediaType;
import org.kurento.client.Stats;

/**
 * The answer to {@code getStats} of an endpoint, of which only the time is used that video spends inside the media server. A
 * server that does not measure it states 0, or nothing.
 */
final class TransitTimes implements Continuation<Map<String, Stats>> {
    /** Kurento reports latencies in nanoseconds. */
    private static final double NANOS_PER_MS = 1e6;

    private final DoubleConsumer transitMs;

    /** @param transitMs gets the mean in ms, if it is known, on a thread of the client library */
    TransitTimes(DoubleConsumer transitMs) {
        this.transitMs = transitMs;
    }

    @Override
    public void onSuccess(Map<String, Stats> stats) {
        in(stats).ifPresent(transitMs);
    }

    /** The mean in ms, if it is known. */
    static OptionalDouble in(Map<String, Stats> stats) {
        return stats.values().stream()
                .filter(EndpointStats.class::isInstance)
                .flatMap(element -> ((EndpointStats) element).getE2ELatency().stream())
                .filter(latency -> latency.getType() == MediaType.VIDEO && latency.getAvg() > 0)
                .mapToDouble(latency -> latency.getAvg() / NANOS_PER_MS)
                .findFirst();
    }

    @Override
    public void onError(Throwable cause) {
        // There is no figure this time.
    }
}
