package org.chattycat.app.identity.account;

import java.time.Instant;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * The personal access token that identifies a request.
 *
 * @param name that its owner gave it
 * @param expiresAt from when on it is no longer accepted
 */
public record TokenPrincipal(UUID tokenId, String name, Grant grant, Instant expiresAt)
        implements AuthenticatedPrincipal {
    /** The tokens of one account share its limits, and do not use up those of its pages. */
    @Override
    public String getName() {
        return "tokens of " + grant.accountId();
    }
}
