package org.chattycat.app.alert;

import java.time.Instant;
import java.util.UUID;

/**
 * An alert that goes on.
 *
 * @param text what breaks the rule, without whom it is about
 */
public record OpenAlert(UUID id, UUID participantId, String text, Instant at) {}
