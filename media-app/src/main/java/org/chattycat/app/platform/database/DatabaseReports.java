package org.chattycat.app.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.chattycat.app.platform.database.DatabaseReport.Pool;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes a {@link DatabaseReport}: a few short queries on one connection, and the figures of the pools. */
@Component
public class DatabaseReports {
    private static final String MIGRATION = "select version from flyway_schema_history"
            + " where success and version is not null order by installed_rank desc limit 1";

    private final HikariDataSource sessions;
    private final ConnectionPool calls;
    private final ConnectionPool queries;
    private final DatabaseState state;

    DatabaseReports(
            HikariDataSource sessions,
            ConnectionPool callConnections,
            ConnectionPool queryConnections,
            DatabaseState state) {
        this.sessions = sessions;
        this.calls = callConnections;
        this.queries = queryConnections;
        this.state = state;
    }

    /** Fails at once when an outage is detected. */
    public Mono<DatabaseReport> report() {
        return Mono.firstWithSignal(
                Mono.fromCallable(this::read).subscribeOn(Schedulers.boundedElastic()), state.untilAway());
    }

    private DatabaseReport read() throws SQLException {
        List<Pool> pools = List.of(pool("calls", calls), pool("queries", queries), pool("sessions", sessions));
        try (Connection connection = sessions.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MIGRATION)) {
            String migration = row.next() ? row.getString(1) : null;
            return new DatabaseReport(!state.isAway(), migration, ClockOffset.measure(connection), pools);
        }
    }

    private static Pool pool(String name, ConnectionPool pool) {
        PoolMetrics now = pool.getMetrics().orElseThrow();
        return new Pool(name, now.acquiredSize(), now.pendingAcquireSize(), now.getMaxAllocatedSize());
    }

    private static Pool pool(String name, HikariDataSource source) {
        HikariPoolMXBean now = source.getHikariPoolMXBean();
        return now == null
                ? new Pool(name, 0, 0, source.getMaximumPoolSize())
                : new Pool(
                        name,
                        now.getActiveConnections(),
                        now.getThreadsAwaitingConnection(),
                        source.getMaximumPoolSize());
    }
}
