package org.chattycat.app.clock;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.springframework.stereotype.Component;

/** How many clock pages one client address may have open, and may open in a time, on this instance. */
@Component
class ClientLimits {
    private final ClockProperties properties;
    private final LocalRateLimits opens;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    ClientLimits(ClockProperties properties) {
        this.properties = properties;
        this.opens = new LocalRateLimits(properties.opensPerClient(), System::nanoTime);
    }

    /**
     * Counts a connection, until it is released.
     *
     * @throws ClockException if this client may not open another; then nothing is to be released
     */
    void take(String client) {
        try {
            opens.take(client, 1);
        } catch (RateLimitedException e) {
            throw new ClockException(
                    ClockErrorCode.RATE_LIMITED, "Too many clocks were opened from this network. Wait a minute.");
        }
        int count = open.merge(client, 1, Integer::sum);
        if (count > properties.maxPerClient()) {
            release(client);
            throw new ClockException(
                    ClockErrorCode.TOO_MANY_CLOCKS,
                    "%d clocks are open from this network. Close one of them.".formatted(properties.maxPerClient()));
        }
    }

    void release(String client) {
        open.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
    }
}
