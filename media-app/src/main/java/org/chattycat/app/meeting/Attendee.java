package org.chattycat.app.meeting;

import java.util.UUID;

/**
 * Whoever may be in a meeting: an account, or a guest of that one meeting.
 *
 * @param id of the account or of the guest
 */
public record Attendee(Kind kind, UUID id) {
    public enum Kind {
        ACCOUNT("account_id"),
        GUEST("guest_id");

        private final String column;

        Kind(String column) {
            this.column = column;
        }

        /** Where the table of participants keeps the id. */
        String column() {
            return column;
        }
    }

    public static Attendee account(UUID id) {
        return new Attendee(Kind.ACCOUNT, id);
    }

    public static Attendee guest(UUID id) {
        return new Attendee(Kind.GUEST, id);
    }
}
