package org.chattycat.analysis.latency;

import java.util.Optional;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;

/** The product's own clocks that are currently alive. Thread-safe. Does not block. */
@FunctionalInterface
public interface OwnClocks {
    OwnClocks NONE = (clockId, meetingId) -> Optional.empty();

    /**
     * The clock with this id, if it belongs to the meeting.
     *
     * @return empty for the clocks of other meetings, and for other ids, such as those of GoPro codes
     */
    Optional<OwnClock> find(String clockId, UUID meetingId);

    /**
     * Whether {@link #find} knows every clock that was alive at an instant. A clock that has just appeared may not be known
     * yet.
     *
     * @param nanos on the clock of {@link System#nanoTime}
     */
    default boolean lookedSince(long nanos) {
        return true;
    }

    /**
     * One of our clocks.
     *
     * @param source OWN or STAMP
     * @param participantId whose clock it is: it counts in the videos of this participant only
     * @param errorMs bound of its error against the server
     */
    record OwnClock(ClockSource source, UUID participantId, double errorMs) {}
}
