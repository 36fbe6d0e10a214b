package org.chattycat.app.identity.token;

import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.TokenPrincipal;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A personal access token, without its secret.
 *
 * @param meetingId the only meeting that it gives access to; null for all
 * @param lastUsedAt when it was last used, to about a minute; null before the first use
 */
@Table("access_token")
record AccessToken(
        @Id UUID id,
        UUID accountId,
        String name,
        TokenAccess access,
        UUID meetingId,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt) {
    TokenPrincipal principal() {
        return new TokenPrincipal(
                id, name, new Grant(accountId, access == TokenAccess.READ_WRITE, meetingId), expiresAt);
    }
}
