package org.chattycat.app.alert.webhook;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;

/**
 * A message to a webhook.
 *
 * @param nextAttemptAt null unless it waits
 * @param lastAttemptAt null before the first attempt
 * @param httpStatus of the last answer; null when there was none
 * @param problem why the last attempt failed; null when it did not
 */
record WebhookDelivery(
        UUID id,
        UUID webhookId,
        String event,
        DeliveryStatus status,
        int attempts,
        Instant createdAt,
        Instant lastAttemptAt,
        Instant nextAttemptAt,
        Integer httpStatus,
        String problem) {
    static final String COLUMNS =
            "id, webhook_id, event, status, attempts, created_at, last_attempt_at, next_attempt_at, http_status, problem";

    static WebhookDelivery read(Readable row) {
        DeliveryStatus status = DeliveryStatus.valueOf(row.get("status", String.class));
        return new WebhookDelivery(
                row.get("id", UUID.class),
                row.get("webhook_id", UUID.class),
                row.get("event", String.class),
                status,
                row.get("attempts", Integer.class),
                row.get("created_at", Instant.class),
                row.get("last_attempt_at", Instant.class),
                status == DeliveryStatus.WAITING ? row.get("next_attempt_at", Instant.class) : null,
                row.get("http_status", Integer.class),
                row.get("problem", String.class));
    }
}
