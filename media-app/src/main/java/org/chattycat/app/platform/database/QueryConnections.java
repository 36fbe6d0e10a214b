package org.chattycat.app.platform.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Map;
import org.springframework.r2dbc.connection.lookup.AbstractRoutingConnectionFactory;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Takes connections from one of two pools: what people ask for in any number must not keep signing in and calls from
 * theirs. Which one is said by the Reactor context.
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

    /** Nobody waits for a connection during an outage. */
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
