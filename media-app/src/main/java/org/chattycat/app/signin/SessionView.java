package org.chattycat.app.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.chattycat.app.account.AccountPrincipal;

/** Who is signed in, as the page is told. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionView(boolean signedIn, UUID accountId, String email, String displayName, boolean devMail) {
    static SessionView of(AccountPrincipal account, boolean devMail) {
        return account == null
                ? new SessionView(false, null, null, null, devMail)
                : new SessionView(true, account.accountId(), account.email(), account.displayName(), devMail);
    }
}
