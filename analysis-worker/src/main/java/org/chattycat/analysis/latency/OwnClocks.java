package org.chattycat.analysis.latency;

import java.util.Optional;
import org.chattycat.analysis.live.ClockSource;

/** The product's own clocks that are currently alive. Thread-safe. Does not block. */
@FunctionalInterface
public interface OwnClocks {
    OwnClocks NONE = clockId -> Optional.empty();

    /** @return the clock with this id; empty for other ids, such as those of GoPro codes */
    Optional<OwnClock> find(String clockId);

    /**
     * One of our clocks.
     *
     * @param source OWN or STAMP
     * @param errorMs bound of its error against the server
     */
    record OwnClock(ClockSource source, double errorMs) {}
}
