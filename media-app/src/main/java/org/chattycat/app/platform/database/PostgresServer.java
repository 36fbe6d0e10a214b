package org.chattycat.app.platform.database;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A PostgreSQL server. Closing it stops it if this process started it. The methods for restarting are for the embedded server. */
interface PostgresServer extends AutoCloseable {
    /** For the application and its workers. */
    DatabaseAddress address();

    /** For changing the tables: the role that owns them. It may be the same. */
    DatabaseAddress owner();

    /** Completes when the current server process ends; never for an external server. */
    default CompletableFuture<?> exit() {
        return new CompletableFuture<>();
    }

    /** Whether the server process has ended, so that it can be restarted. */
    default boolean isGone() {
        return false;
    }

    /** Why a restart would fail at present, as a sentence without its full stop; empty when nothing is known. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /**
     * Restarts a server that has ended, with its data and at the same address.
     *
     * @throws org.chattycat.app.platform.config.StartRefusedException when it does not start
     */
    default void restart() {}

    @Override
    void close();
}
