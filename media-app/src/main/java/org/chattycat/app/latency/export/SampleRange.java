package org.chattycat.app.latency.export;

import java.time.Instant;
import java.util.UUID;

/**
 * Selects the samples of a file.
 *
 * @param participantId null for all
 * @param from the first instant of arrival
 * @param to the first instant of arrival after the range
 */
record SampleRange(UUID meetingId, UUID participantId, Instant from, Instant to) {}
