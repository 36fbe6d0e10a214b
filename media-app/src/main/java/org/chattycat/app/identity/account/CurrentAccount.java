package org.chattycat.app.identity.account;

import java.security.Principal;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/** The account that is signed in and sends the current request. What access tokens may do too uses {@link Grant}. */
public final class CurrentAccount {
    private CurrentAccount() {}

    /**
     * @throws TokenScopeException when the request is identified by an access token
     * @throws AccessDeniedException when nobody is signed in
     */
    public static AccountPrincipal of(Principal principal) {
        if (principal instanceof Authentication authentication) {
            if (authentication.getPrincipal() instanceof AccountPrincipal account) {
                return account;
            }
            if (authentication.getPrincipal() instanceof TokenPrincipal) {
                throw new TokenScopeException("This is not possible with an access token. Sign in on the page.");
            }
        }
        throw new AccessDeniedException("Sign in first.");
    }
}
