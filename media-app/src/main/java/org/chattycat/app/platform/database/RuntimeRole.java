package org.chattycat.app.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The role that the application connects as: it changes rows, and no tables. The partitions of measurements are created and
 * dropped by functions that have the rights of the owner.
 *
 * @param name of the role
 */
record RuntimeRole(String name) {
    /** Statements with the schema and the role. */
    private static final List<String> RIGHTS = List.of(
            "grant usage on schema %1$s to %2$s",
            "grant select, insert, update, delete on all tables in schema %1$s to %2$s",
            "grant usage on all sequences in schema %1$s to %2$s",
            "grant execute on function %1$s.create_measurement_partitions() to %2$s",
            "grant execute on function %1$s.drop_measurement_partitions(integer, integer) to %2$s",
            // Only the owner may say which migrations were made.
            "revoke insert, update, delete on %1$s.flyway_schema_history from %2$s");

    /**
     * Grants the rights in the current schema. Does nothing when the role is the owner, which has them.
     *
     * @param connections of the owner
     */
    void grant(DataSource connections) {
        JdbcTemplate jdbc = new JdbcTemplate(connections);
        Boolean owner = jdbc.queryForObject("select current_user = ?", Boolean.class, name);
        if (!Boolean.TRUE.equals(owner)) {
            jdbc.execute((ConnectionCallback<Void>) this::grant);
        }
    }

    private Void grant(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // PostgreSQL lets one of several transactions fail that change the same rows of the catalogue.
            statement.execute("select pg_advisory_xact_lock(hashtext('chattycat_schema'))");
            String schema = statement.enquoteIdentifier(connection.getSchema(), true);
            String role = statement.enquoteIdentifier(name, true);
            for (String right : RIGHTS) {
                statement.execute(right.formatted(schema, role));
            }
        }
        connection.commit();
        return null;
    }
}
