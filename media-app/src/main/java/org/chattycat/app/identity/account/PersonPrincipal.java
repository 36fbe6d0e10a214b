package org.chattycat.app.identity.account;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * A person whom the application knows: an account or a guest. Two principals are equal when they have the same class and id.
 *
 * <p>Principals are stored in sessions. This class has no fields, and the simple names and fields of its subclasses must stay
 * as they are, so that sessions of earlier releases remain readable. {@code SessionSerialization} accounts for their packages.
 */
public abstract class PersonPrincipal implements UserDetails {
    private static final long serialVersionUID = 1;

    /** The id of the account or of the guest. */
    public abstract UUID id();

    /** The name that others in a meeting see. */
    public abstract String displayName();

    /** The role that decides which paths this person may use, without the prefix {@code ROLE_}. */
    protected abstract String role();

    @Override
    public final Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of(new SimpleGrantedAuthority("ROLE_" + role()));
    }

    /** Always null: there are no passwords. */
    @Override
    public final String getPassword() {
        return null;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof PersonPrincipal principal
                && principal.getClass() == getClass()
                && principal.id().equals(id());
    }

    @Override
    public final int hashCode() {
        return id().hashCode();
    }

    /** The role and the id, without names and addresses, because it goes into logs. */
    @Override
    public final String toString() {
        return role().toLowerCase(java.util.Locale.ROOT) + " " + id();
    }
}
