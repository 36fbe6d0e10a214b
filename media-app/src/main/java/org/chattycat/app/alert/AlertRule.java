package org.chattycat.app.alert;

import java.time.Instant;
import java.util.UUID;

/**
 * A rule of an account.
 *
 * @param meetingId null for all meetings that the account created
 * @param threshold in ms or percent; null for no reading
 * @param seconds how long it has to last
 * @param webhookId where alerts are posted; null for nowhere
 */
record AlertRule(
        UUID id,
        UUID meetingId,
        AlertKind kind,
        Double threshold,
        int seconds,
        boolean byEmail,
        UUID webhookId,
        Instant createdAt) {
    /** What breaks the rule, in words. */
    public String text() {
        return AlertText.of(kind, threshold, seconds);
    }
}
