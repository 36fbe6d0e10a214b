package org.chattycat.app.latency;

import java.security.Principal;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/** Who asks. */
final class Asker {
    private Asker() {}

    static AccountPrincipal of(Principal principal) {
        if (principal instanceof Authentication authentication
                && authentication.getPrincipal() instanceof AccountPrincipal account) {
            return account;
        }
        throw new AccessDeniedException("Sign in first.");
    }
}
