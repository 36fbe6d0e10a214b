package org.chattycat.app.identity.account;

import java.security.Principal;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/**
 * What a request may see and change: everything of its account, or the part that its access token names. A token never gives
 * more than its account has, so the access of the account is checked as well.
 *
 * @param mayWrite whether mutations are allowed
 * @param onlyMeeting the only meeting that may be seen; null for all
 */
public record Grant(UUID accountId, boolean mayWrite, UUID onlyMeeting) {
    /** @throws AccessDeniedException when the principal is neither an account nor a token of one */
    public static Grant of(Principal principal) {
        if (principal instanceof Authentication authentication) {
            if (authentication.getPrincipal() instanceof AccountPrincipal account) {
                return new Grant(account.accountId(), true, null);
            }
            if (authentication.getPrincipal() instanceof TokenPrincipal token) {
                return token.grant();
            }
        }
        throw new AccessDeniedException("Sign in first.");
    }

    /** Whether the meeting may be seen, if the account may see it. */
    public boolean covers(UUID meetingId) {
        return onlyMeeting == null || onlyMeeting.equals(meetingId);
    }

    /**
     * The account, for what concerns it as a whole.
     *
     * @throws TokenScopeException when only one meeting may be seen
     */
    public UUID wholeAccount() {
        if (onlyMeeting != null) {
            throw new TokenScopeException("This access token is for one meeting only.");
        }
        return accountId;
    }
}
