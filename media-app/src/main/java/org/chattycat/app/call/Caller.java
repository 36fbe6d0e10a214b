package org.chattycat.app.call;

import java.security.Principal;
import java.util.Optional;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.guest.GuestPrincipal;
import org.chattycat.app.meeting.PersonId;
import org.springframework.security.core.Authentication;

/**
 * The account or guest that a page belongs to.
 *
 * @param displayName used unless the page gives another name
 */
record Caller(PersonId person, String displayName) {
    /** Returns empty for a principal that is neither an account nor a guest. */
    static Optional<Caller> of(Principal principal) {
        Object known = principal instanceof Authentication authentication ? authentication.getPrincipal() : null;
        if (known instanceof AccountPrincipal account) {
            return Optional.of(new Caller(PersonId.account(account.accountId()), account.displayName()));
        }
        if (known instanceof GuestPrincipal guest) {
            return Optional.of(new Caller(PersonId.guest(guest.guestId()), guest.displayName()));
        }
        return Optional.empty();
    }
}
