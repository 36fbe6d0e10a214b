package org.chattycat.app;

import org.chattycat.app.platform.database.SharedPostgres;
import org.springframework.r2dbc.core.DatabaseClient;

/** Changes the tables of an application's database, which the application may not do. */
public final class OwnerOf {
    private final String database;

    /** @param database connections of the application */
    public OwnerOf(DatabaseClient database) {
        this.database = database.sql("select current_database()")
                .map(row -> row.get(0, String.class))
                .one()
                .block();
    }

    public void execute(String sql) {
        SharedPostgres.execute(database, sql);
    }
}
