package org.chattycat.app.identity.profile;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A new email address of an account that has not been confirmed yet.
 *
 * @param tokenHash SHA-256 of the token in the link that confirms it
 */
@Table("email_change")
record EmailChange(@Id UUID accountId, byte[] tokenHash, String email, Instant expiresAt) {}
