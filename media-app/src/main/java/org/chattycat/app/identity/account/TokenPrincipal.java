package org.chattycat.app.identity.account;

import java.time.Instant;
import java.util.UUID;

/**
 * The personal access token that identifies a request.
 *
 * @param name that its owner gave it
 * @param expiresAt from when on it is no longer accepted
 */
public record TokenPrincipal(UUID bearerId, String name, Grant grant, Instant expiresAt) implements BearerPrincipal {
    /** The tokens of one account share its limits, and do not use up those of its pages. */
    @Override
    public String getName() {
        return "tokens of " + grant.accountId();
    }
}
