package org.chattycat.app.database;

/** A PostgreSQL to use; closing it stops it where this process started it. */
interface PostgresServer extends AutoCloseable {
    DatabaseAddress address();

    @Override
    void close();
}
