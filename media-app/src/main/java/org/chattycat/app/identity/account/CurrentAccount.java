package org.chattycat.app.identity.account;

import java.security.Principal;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/** The account that sends the current request. */
public final class CurrentAccount {
    private CurrentAccount() {}

    /** @throws AccessDeniedException when the principal is not an account */
    public static AccountPrincipal of(Principal principal) {
        if (principal instanceof Authentication authentication
                && authentication.getPrincipal() instanceof AccountPrincipal account) {
            return account;
        }
        throw new AccessDeniedException("Sign in first.");
    }
}
