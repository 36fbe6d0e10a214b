package org.chattycat.app.latency;

import java.util.UUID;

/** Ids as text. */
final class Ids {
    private static final int LENGTH = 36;

    private Ids() {}

    /** The id, or null for what is none. */
    static UUID readOrNull(String id) {
        try {
            // UUID.fromString takes shorter groups too.
            return id.length() == LENGTH ? UUID.fromString(id) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static UUID read(String id, String argument) {
        UUID read = readOrNull(id);
        if (read == null) {
            throw new InvalidArgumentException("'%s' is no id.".formatted(argument));
        }
        return read;
    }
}
