package org.chattycat.app.identity.passkey;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.chattycat.app.platform.database.InsertOnly;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Transient;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A passkey of an account.
 *
 * @param attestedCredentialData authenticator, credential id and public key, as the authenticator sent them
 * @param createdAt set when the passkey is saved
 * @param usedAt when it last signed in; null before the first use
 * @param clonedAt when its counter went backwards, which means that a copy exists; null otherwise
 */
@Table("passkey")
record Passkey(
        @Id UUID id,
        byte[] credentialId,
        UUID accountId,
        String name,
        byte[] attestedCredentialData,
        long counter,
        boolean userVerified,
        boolean backupEligible,
        boolean backedUp,
        Set<String> transports,
        @CreatedDate Instant createdAt,
        Instant usedAt,
        Instant clonedAt)
        implements InsertOnly<UUID> {
    @Override
    @Transient
    public UUID getId() {
        return id;
    }
}
