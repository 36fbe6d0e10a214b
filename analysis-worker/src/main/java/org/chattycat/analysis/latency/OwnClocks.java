package org.chattycat.analysis.latency;

import java.util.Optional;
import org.chattycat.analysis.live.ClockSource;

/** The product's own clocks that are alive at this moment. Thread-safe, answers at once. */
@FunctionalInterface
public interface OwnClocks {
    OwnClocks NONE = clockId -> Optional.empty();

    /** @return the clock that was given this id; empty for any other, such as a GoPro code's own */
    Optional<OwnClock> find(String clockId);

    /**
     * One of our clocks.
     *
     * @param source OWN or STAMP
     * @param errorMs bound of its error against the server
     */
    record OwnClock(ClockSource source, double errorMs) {}
}
