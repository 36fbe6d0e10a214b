package org.chattycat.app.identity.account;

import java.security.Principal;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/**
 * What a request may see and change: everything of its account, or the part that its access token or its shared link names.
 * Neither gives more than its account has, so the access of the account is checked as well.
 *
 * @param mayWrite whether mutations are allowed
 * @param onlyMeeting the only meeting that may be seen; null for all
 * @param byLink whether a shared link identifies the request: whoever asks is not the account
 */
public record Grant(UUID accountId, boolean mayWrite, UUID onlyMeeting, boolean byLink) {
    /** Of the account or of an access token. */
    public Grant(UUID accountId, boolean mayWrite, UUID onlyMeeting) {
        this(accountId, mayWrite, onlyMeeting, false);
    }

    /** @throws AccessDeniedException when the principal is neither an account nor a token or shared link of one */
    public static Grant of(Principal principal) {
        if (principal instanceof Authentication authentication) {
            if (authentication.getPrincipal() instanceof AccountPrincipal account) {
                return new Grant(account.accountId(), true, null);
            }
            if (authentication.getPrincipal() instanceof BearerPrincipal bearer) {
                return bearer.grant();
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
            throw new TokenScopeException("This is for one meeting only.");
        }
        return accountId;
    }
}
