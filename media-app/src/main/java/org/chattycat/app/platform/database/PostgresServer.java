package org.chattycat.app.platform.database;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A PostgreSQL to use; closing it stops it where this process started it. One that somebody else runs is only an address. */
interface PostgresServer extends AutoCloseable {
    DatabaseAddress address();

    /** Completes when the process of the server that runs now ends; never for a server that somebody else runs. */
    default CompletableFuture<?> exit() {
        return new CompletableFuture<>();
    }

    /** Whether the process of the server has ended, so that {@link #restart} may help. */
    default boolean isGone() {
        return false;
    }

    /** Why starting it again would be in vain at present, a sentence without its full stop; empty when it may help. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /**
     * Starts a server that is gone, with its data and at the same address.
     *
     * @throws org.chattycat.app.platform.config.StartRefusedException when it does not start
     */
    default void restart() {}

    @Override
    void close();
}
