package org.chattycat.app.alert;

import java.util.UUID;
import org.chattycat.app.platform.query.Ids;
import org.chattycat.app.platform.query.InvalidArgumentException;

/**
 * A rule as somebody asks for it.
 *
 * @param meetingId null for all meetings of the account
 */
record NewAlertRule(
        String meetingId, AlertKind kind, Double threshold, int seconds, boolean byEmail, String webhookId) {
    private static final int LEAST_SECONDS = 5;
    private static final int MOST_SECONDS = 300;

    /** @throws InvalidArgumentException with the code BAD_RULE for what no rule can have */
    void check() {
        if (!kind.accepts(threshold)) {
            throw new InvalidArgumentException("BAD_RULE", kind.range());
        }
        if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
            throw new InvalidArgumentException(
                    "BAD_RULE", "A rule needs %d to %d seconds.".formatted(LEAST_SECONDS, MOST_SECONDS));
        }
    }

    UUID meeting() {
        return meetingId == null ? null : Ids.read(meetingId, "meetingId");
    }

    UUID webhook() {
        return webhookId == null ? null : Ids.read(webhookId, "webhookId");
    }
}
