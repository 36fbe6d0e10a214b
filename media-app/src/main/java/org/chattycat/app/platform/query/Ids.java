package org.chattycat.app.platform.query;

import java.util.Optional;
import java.util.UUID;

/** Reads arguments of the type {@code ID}. */
public final class Ids {
    private static final int LENGTH = 36;

    private Ids() {}

    /** The UUID; empty for text that is not a UUID. */
    public static Optional<UUID> find(String id) {
        try {
            // UUID.fromString also accepts shorter groups.
            return id.length() == LENGTH ? Optional.of(UUID.fromString(id)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The UUID.
     *
     * @param argument the name of the argument, for the message
     * @throws InvalidArgumentException for text that is not a UUID
     */
    public static UUID read(String id, String argument) {
        return find(id).orElseThrow(() -> new InvalidArgumentException("'%s' is not a valid id.".formatted(argument)));
    }
}
