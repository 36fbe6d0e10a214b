package org.chattycat.app.identity.guest;

import java.util.Objects;
import java.util.UUID;
import org.chattycat.app.identity.account.PersonPrincipal;

/** Somebody who was admitted to one meeting with just a name. Stored in sessions, see {@link PersonPrincipal}. */
public final class GuestPrincipal extends PersonPrincipal {
    private static final long serialVersionUID = 1;
    private static final String USERNAME_PREFIX = "guest:";

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

    /** The only meeting that this guest may join. */
    public UUID meetingId() {
        return meetingId;
    }

    @Override
    public UUID id() {
        return guestId;
    }

    @Override
    public String displayName() {
        return displayName;
    }

    @Override
    protected String role() {
        return "GUEST";
    }

    /** Sessions are found by it. It cannot be the name of an account, because those are bare UUIDs. */
    @Override
    public String getUsername() {
        return USERNAME_PREFIX + guestId;
    }
}
