package org.chattycat.app;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** Lets a statement fail by a trigger, to show that a transaction writes nothing then. Closing it removes the trigger. */
public final class FailingStatement implements AutoCloseable {
    private final OwnerOf owner;
    private final String table;
    private final String name = "fail_" + UUID.randomUUID().toString().replace('-', '_');

    /**
     * @param operation such as {@code insert} or {@code delete}
     * @param condition on the row, such as {@code old.id = '...'}
     */
    public FailingStatement(DatabaseClient database, String operation, String table, String condition) {
        owner = new OwnerOf(database);
        this.table = table;
        owner.execute("""
                create function %s() returns trigger language plpgsql as $$
                begin
                    raise exception 'made to fail by a test';
                end
                $$
                """.formatted(name));
        owner.execute("create trigger %s before %s on %s for each row when (%s) execute function %s()"
                .formatted(name, operation, table, condition, name));
    }

    @Override
    public void close() {
        owner.execute("drop trigger %s on %s".formatted(name, table));
        owner.execute("drop function %s()".formatted(name));
    }
}
