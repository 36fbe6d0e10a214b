package org.chattycat.app.identity.guest;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** Somebody without an account, admitted to one meeting until {@code expiresAt}. */
@Table("guest")
record Guest(@Id UUID id, UUID meetingId, String displayName, Instant createdAt, Instant expiresAt) {
    GuestPrincipal principal() {
        return new GuestPrincipal(id, meetingId, displayName);
    }
}
