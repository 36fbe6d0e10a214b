package org.chattycat.app.platform.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Map;
import org.springframework.r2dbc.connection.lookup.AbstractRoutingConnectionFactory;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Takes connections from one of two pools, so that GraphQL queries cannot take the connections of sign-ins and calls. The
 * Reactor context selects the pool.
 */
public final class QueryConnections extends AbstractRoutingConnectionFactory {
    private enum Pool {
        CALLS,
        QUERIES
    }

    private final DatabaseState state;

    QueryConnections(ConnectionFactory calls, ConnectionFactory queries, DatabaseState state) {
        this.state = state;
        setTargetConnectionFactories(Map.of(Pool.CALLS, calls, Pool.QUERIES, queries));
        setDefaultTargetConnectionFactory(calls);
        afterPropertiesSet();
    }

    /** Fails at once during an outage. */
    @Override
    public Mono<Connection> create() {
        return Mono.firstWithSignal(state.untilAway(), super.create());
    }

    /** A context in which statements use the pool for queries. */
    public static Context use(Context context) {
        return context.put(Pool.class, Pool.QUERIES);
    }

    @Override
    protected Mono<Object> determineCurrentLookupKey() {
        return Mono.deferContextual(context -> Mono.just(context.getOrDefault(Pool.class, Pool.CALLS)));
    }
}
