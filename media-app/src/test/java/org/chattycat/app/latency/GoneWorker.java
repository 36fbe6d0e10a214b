package org.chattycat.app.latency;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** A worker without taps that was killed a minute ago. */
public final class GoneWorker implements AutoCloseable {
    private final DatabaseClient database;
    private final UUID id = UUID.randomUUID();
    private final String name = "worker-" + id;

    public GoneWorker(DatabaseClient database) {
        this.database = database;
        execute("insert into worker (id, host, started_at, last_seen_at) values ('" + id + "', '" + name
                + "', now() - interval '1 hour', now() - interval '1 minute')");
    }

    public String name() {
        return name;
    }

    /** A worker with the same name starts in its place, as Docker restarts one. */
    public void replace() {
        execute("insert into worker (id, host) values (gen_random_uuid(), '" + name + "')");
    }

    /** Both workers end in order. */
    @Override
    public void close() {
        execute("delete from worker where host = '" + name + "'");
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }
}
