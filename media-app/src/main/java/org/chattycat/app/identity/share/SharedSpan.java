package org.chattycat.app.identity.share;

import java.time.Instant;
import java.util.UUID;

/**
 * A span that a link compares.
 *
 * @param source the name of the kind of clock
 */
public record SharedSpan(UUID meetingId, UUID participantId, String source, Instant from, Instant to) {}
