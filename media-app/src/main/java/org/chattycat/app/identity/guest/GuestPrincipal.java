package org.chattycat.app.identity.guest;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Somebody who was let into one meeting with just a name. Lives in the session, so its serial form is a contract with
 * earlier releases. No account's principal, and never taken for one.
 */
public final class GuestPrincipal implements UserDetails {
    private static final long serialVersionUID = 1;
    private static final String NAME_PREFIX = "guest:";
    private static final List<GrantedAuthority> AUTHORITIES = List.of(new SimpleGrantedAuthority("ROLE_GUEST"));

    private final UUID guestId;
    private final UUID meetingId;
    private final String displayName;

    public GuestPrincipal(UUID guestId, UUID meetingId, String displayName) {
        this.guestId = Objects.requireNonNull(guestId);
        this.meetingId = Objects.requireNonNull(meetingId);
        this.displayName = Objects.requireNonNull(displayName);
    }

    public UUID guestId() {
        return guestId;
    }

    /** The one meeting that this guest may be in. */
    public UUID meetingId() {
        return meetingId;
    }

    public String displayName() {
        return displayName;
    }

    /** Sessions are found by it. No account is called like this: their names are bare UUIDs. */
    @Override
    public String getUsername() {
        return NAME_PREFIX + guestId;
    }

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
        return other instanceof GuestPrincipal principal && principal.guestId.equals(guestId);
    }

    @Override
    public int hashCode() {
        return guestId.hashCode();
    }

    @Override
    public String toString() {
        return "guest " + guestId;
    }
}
