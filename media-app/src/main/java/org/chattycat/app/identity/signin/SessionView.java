package org.chattycat.app.identity.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.Operators;
import org.chattycat.app.identity.guest.GuestPrincipal;

/**
 * Who is signed in.
 *
 * @param nameChosen whether the person has chosen the display name; null unless an account is signed in
 * @param operator whether the account is an operator of this installation; null unless an account is signed in
 * @param guest the guest of one meeting, who is not signed in; null for everybody else
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionView(
        boolean signedIn,
        UUID accountId,
        String email,
        String displayName,
        Boolean nameChosen,
        Boolean operator,
        Guest guest,
        boolean devMail) {
    record Guest(UUID meetingId, String displayName) {}

    /** @param principal of the request, as Spring Security identified it */
    static SessionView of(Object principal, Operators operators, boolean devMail) {
        if (principal instanceof AccountPrincipal account) {
            return new SessionView(
                    true,
                    account.accountId(),
                    account.email(),
                    account.displayName(),
                    account.nameChosen(),
                    operators.include(account),
                    null,
                    devMail);
        }
        Guest guest =
                principal instanceof GuestPrincipal known ? new Guest(known.meetingId(), known.displayName()) : null;
        return new SessionView(false, null, null, null, null, null, guest, devMail);
    }
}
