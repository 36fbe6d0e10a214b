package org.chattycat.app.latency.compare;

import java.time.Instant;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;

/** A span of which everything is known. */
public record ResolvedSpan(UUID meetingId, Instant from, Instant to, UUID participantId, ClockSource source) {}
