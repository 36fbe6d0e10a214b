package org.chattycat.app.meeting;

import java.util.UUID;
import org.chattycat.app.identity.account.PersonPrincipal;
import org.chattycat.app.identity.guest.GuestPrincipal;

/**
 * Identifies somebody in a meeting: an account, or a guest of that meeting.
 *
 * @param id of the account or of the guest
 */
public record PersonId(Kind kind, UUID id) {
    public enum Kind {
        ACCOUNT,
        GUEST
    }

    static PersonId of(PersonPrincipal person) {
        return person instanceof GuestPrincipal ? guest(person.id()) : account(person.id());
    }

    public static PersonId account(UUID id) {
        return new PersonId(Kind.ACCOUNT, id);
    }

    public static PersonId guest(UUID id) {
        return new PersonId(Kind.GUEST, id);
    }

    /** Null for a guest. */
    UUID accountId() {
        return kind == Kind.ACCOUNT ? id : null;
    }

    /** Null for an account. */
    UUID guestId() {
        return kind == Kind.GUEST ? id : null;
    }
}
