package org.chattycat.analysis.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Runs statements with a time limit, for threads that may wait. Owns its pool, not the factory behind it. */
public final class Database implements AutoCloseable {
    /** Leases, clocks and live values have at most one statement under way each, rows two; one spare. */
    private static final int MAX_CONNECTIONS = 6;

    private final ConnectionFactory unpooled;
    private final ConnectionPool pool;
    private final DatabaseClient client;
    private final DatabaseTimeouts settings;

    /** @param unpooled makes a new connection each time it is asked */
    public Database(ConnectionFactory unpooled, DatabaseTimeouts settings) {
        this.unpooled = unpooled;
        this.settings = settings;
        this.pool = new ConnectionPool(ConnectionPoolConfiguration.builder(unpooled)
                .initialSize(0)
                .maxSize(MAX_CONNECTIONS)
                .maxIdleTime(Duration.ofMinutes(1))
                .maxAcquireTime(settings.statementTimeout())
                .maxCreateConnectionTime(settings.statementTimeout())
                .build());
        this.client = DatabaseClient.create(pool);
    }

    /**
     * Runs one statement and waits for its result.
     *
     * @return the result, null for none
     * @throws RuntimeException if the database does not answer in time or refuses the statement
     */
    public <T> T run(Function<DatabaseClient, Mono<T>> statement) {
        Duration limit = settings.statementTimeout();
        return statement.apply(client).timeout(limit).block(limit.plusSeconds(1));
    }

    /**
     * Does something on one connection in a transaction, which is undone when that fails or is given up.
     *
     * @return what it yields, once that is committed
     */
    public <T> Mono<T> inTransaction(Function<PostgresqlConnection, Mono<T>> body) {
        // A pooled connection that is closed within a transaction undoes it.
        return Mono.usingWhen(
                pool.create(),
                connection -> Mono.from(connection.beginTransaction())
                        .then(Mono.defer(() -> body.apply(unwrap(connection))))
                        .delayUntil(done -> connection.commitTransaction()),
                Connection::close);
    }

    /** The driver's own connection behind those of pools and proxies. */
    static PostgresqlConnection unwrap(Object connection) {
        Object inner = connection;
        while (inner instanceof Wrapped<?> wrapped && !(inner instanceof PostgresqlConnection)) {
            inner = wrapped.unwrap();
        }
        return (PostgresqlConnection) inner;
    }

    public DatabaseTimeouts settings() {
        return settings;
    }

    ConnectionFactory unpooled() {
        return unpooled;
    }

    @Override
    public void close() {
        pool.disposeLater()
                .timeout(settings.statementTimeout())
                .onErrorComplete()
                .block();
    }
}
