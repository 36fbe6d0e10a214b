package org.chattycat.app.identity.share;

import java.time.Instant;
import java.util.UUID;

/**
 * A shared link, without its token.
 *
 * @param createdBy the present name of the account that made it
 * @param comparison whether it shows a comparison, and not the history of the meeting
 * @param lastUsedAt when it was last used, to about a minute; null before the first use
 */
public record SharedLink(
        UUID id,
        UUID meetingId,
        String createdBy,
        boolean comparison,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt) {}
