package org.chattycat.app.alert;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;

/**
 * An alert that began or ended, and whom that is reported to.
 *
 * @param ruleId null after the rule was deleted; then it is reported to nobody
 * @param value what was measured when it began, in ms or percent; null for no reading
 * @param endedAt null if it began
 * @param title of the meeting; null for none
 * @param accountId whose rule it is; null after the rule was deleted
 * @param email where an email goes; null for nowhere
 * @param webhookId null for none
 */
record AlertChange(
        UUID id,
        UUID ruleId,
        UUID meetingId,
        String title,
        UUID participantId,
        String displayName,
        AlertKind kind,
        Double threshold,
        int seconds,
        Double value,
        Instant beganAt,
        Instant endedAt,
        UUID accountId,
        String email,
        UUID webhookId) {
    static AlertChange read(Readable row) {
        return new AlertChange(
                row.get("id", UUID.class),
                row.get("rule_id", UUID.class),
                row.get("meeting_id", UUID.class),
                row.get("title", String.class),
                row.get("participant_id", UUID.class),
                row.get("display_name", String.class),
                AlertKind.valueOf(row.get("kind", String.class)),
                row.get("threshold", Double.class),
                row.get("seconds", Integer.class),
                row.get("value", Double.class),
                row.get("began_at", Instant.class),
                row.get("ended_at", Instant.class),
                row.get("account_id", UUID.class),
                row.get("email", String.class),
                row.get("webhook_id", UUID.class));
    }

    boolean began() {
        return endedAt == null;
    }

    /** What breaks the rule, in words. */
    String text() {
        return AlertText.of(kind, threshold, seconds);
    }
}
