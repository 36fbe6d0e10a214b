package org.chattycat.app.platform.database;

import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * Brings the tables up to date when the application starts. The migrations of all modules are one sequence in {@code
 * db/migration}; a database of the former sequence is adopted first.
 */
@Component
class SchemaMigration implements FlywayMigrationStrategy {
    private final FormerSchema former;

    SchemaMigration(DatabaseAddress address) {
        former = new FormerSchema(
                new DriverManagerDataSource(address.jdbcUrl(), address.username(), address.password()));
    }

    @Override
    public void migrate(Flyway flyway) {
        former.adopt();
        flyway.migrate();
    }
}
