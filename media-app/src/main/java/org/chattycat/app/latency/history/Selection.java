package org.chattycat.app.latency.history;

import java.time.Instant;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;

/**
 * Selects measurements of a meeting.
 *
 * @param participantId whose video; null for all
 * @param source the kind of clock; null for all
 * @param keptSince before this instant, measurements were dropped and roll-ups are left
 */
record Selection(UUID meetingId, UUID participantId, ClockSource source, TimeRange range, Instant keptSince) {
    /** Whether the measurements of the whole range are still stored. */
    boolean isKept() {
        return !range.from().isBefore(keptSince);
    }
}
