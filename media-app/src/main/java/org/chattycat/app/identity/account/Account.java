package org.chattycat.app.identity.account;

import java.time.Instant;
import java.util.UUID;

/** The account behind an e-mail address. */
public record Account(UUID id, String email, String displayName, Instant createdAt) {
    public AccountPrincipal principal() {
        return new AccountPrincipal(id, email, displayName);
    }
}
