package org.chattycat.app.latency.compare;

import org.chattycat.analysis.live.ClockSource;
import org.chattycat.app.latency.history.TimeRange;

/** A span as a client asks for it, as the GraphQL input of this name describes it. */
public record ComparedSpan(String meetingId, TimeRange range, String participantId, ClockSource source) {}
