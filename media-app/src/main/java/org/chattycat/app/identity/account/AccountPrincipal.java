package org.chattycat.app.identity.account;

import java.util.Objects;
import java.util.UUID;

/** A signed-in account, with its data at the time of the sign-in. Stored in sessions, see {@link PersonPrincipal}. */
public final class AccountPrincipal extends PersonPrincipal {
    private static final long serialVersionUID = 1;

    private final UUID accountId;
    private final String email;
    private final String displayName;
    private final boolean nameChosen;

    public AccountPrincipal(UUID accountId, String email, String displayName, boolean nameChosen) {
        this.accountId = Objects.requireNonNull(accountId);
        this.email = Objects.requireNonNull(email);
        this.displayName = Objects.requireNonNull(displayName);
        this.nameChosen = nameChosen;
    }

    public UUID accountId() {
        return accountId;
    }

    public String email() {
        return email;
    }

    @Override
    public UUID id() {
        return accountId;
    }

    @Override
    public String displayName() {
        return displayName;
    }

    /** False while the display name is a suggestion that the person has not seen yet. */
    public boolean nameChosen() {
        return nameChosen;
    }

    @Override
    protected String role() {
        return "ACCOUNT";
    }

    /** The id of the account. Sessions are found by it; unlike the email address, it never changes. */
    @Override
    public String getUsername() {
        return accountId.toString();
    }
}
