package org.chattycat.app.identity.account;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * A signed-in person, as they were when they signed in. Lives in the session, so its serial form is a contract with
 * earlier releases.
 */
public final class AccountPrincipal implements UserDetails {
    private static final long serialVersionUID = 1;
    private static final List<GrantedAuthority> AUTHORITIES = List.of(new SimpleGrantedAuthority("ROLE_ACCOUNT"));

    private final UUID accountId;
    private final String email;
    private final String displayName;

    public AccountPrincipal(UUID accountId, String email, String displayName) {
        this.accountId = Objects.requireNonNull(accountId);
        this.email = Objects.requireNonNull(email);
        this.displayName = Objects.requireNonNull(displayName);
    }

    public UUID accountId() {
        return accountId;
    }

    public String email() {
        return email;
    }

    public String displayName() {
        return displayName;
    }

    /** The account's id: unlike the address it never changes, and sessions are found by it. */
    @Override
    public String getUsername() {
        return accountId.toString();
    }

    /** Nobody has a password here. */
    @Override
    public String getPassword() {
        return null;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return AUTHORITIES;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccountPrincipal principal && principal.accountId.equals(accountId);
    }

    @Override
    public int hashCode() {
        return accountId.hashCode();
    }

    @Override
    public String toString() {
        return "account " + accountId;
    }
}
