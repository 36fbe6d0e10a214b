package org.chattycat.app.alert.webhook;

import java.time.Instant;
import java.util.UUID;

/** Where an account wants its alerts to be posted, without the secret. */
record Webhook(UUID id, String url, Instant createdAt) {}
