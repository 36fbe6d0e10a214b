package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who waits until the host of a meeting admits them.
 *
 * @param guest whether the person has no account
 * @param knockedAt since when the person waits
 */
public record Knock(UUID id, String displayName, boolean guest, Instant knockedAt) {}
