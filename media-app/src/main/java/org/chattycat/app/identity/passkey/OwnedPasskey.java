package org.chattycat.app.identity.passkey;

import java.util.Set;
import java.util.UUID;
import org.chattycat.app.identity.account.AccountPrincipal;

/** What a ceremony needs of a passkey and its account, in one row. */
record OwnedPasskey(
        String name,
        byte[] attestedCredentialData,
        long counter,
        boolean userVerified,
        boolean backupEligible,
        boolean backedUp,
        Set<String> transports,
        UUID accountId,
        String email,
        String displayName,
        boolean nameChosen) {
    AccountPrincipal owner() {
        return new AccountPrincipal(accountId, email, displayName, nameChosen);
    }
}
