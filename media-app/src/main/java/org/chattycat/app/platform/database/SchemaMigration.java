package org.chattycat.app.platform.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Brings the tables up to date when the application starts, as the role that owns them. The migrations of all modules are one sequence in {@code
 * db/migration}; a database of the former sequence is adopted first.
 */
class SchemaMigration implements FlywayMigrationStrategy {
    private final DatabaseAddress owner;
    private final DatabaseAddress address;

    /** @param address for the application */
    SchemaMigration(DatabaseAddress owner, DatabaseAddress address) {
        this.owner = owner;
        this.address = address;
    }

    /** @throws org.chattycat.app.platform.config.StartRefusedException if the configured database cannot be used */
    @Override
    public void migrate(Flyway flyway) {
        DataSource connections = connections(owner);
        try {
            new FormerSchema(connections).adopt();
            Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .dataSource(connections)
                    .load()
                    .migrate();
            new RuntimeRole(address.username()).grant(connections);
        } catch (RuntimeException e) {
            throw DatabaseRefusal.of(e, owner);
        }
        try {
            new JdbcTemplate(connections(address)).execute("select 1");
        } catch (RuntimeException e) {
            throw DatabaseRefusal.of(e, address);
        }
    }

    private static DataSource connections(DatabaseAddress address) {
        return new DriverManagerDataSource(address.jdbcUrl(), address.username(), address.password());
    }
}
