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
    private final DatabaseAddress address;
    private final FormerSchema former;

    SchemaMigration(DatabaseAddress address) {
        this.address = address;
        former = new FormerSchema(
                new DriverManagerDataSource(address.jdbcUrl(), address.username(), address.password()));
    }

    /** @throws org.chattycat.app.platform.config.StartRefusedException if the configured database cannot be used */
    @Override
    public void migrate(Flyway flyway) {
        try {
            former.adopt();
            flyway.migrate();
        } catch (RuntimeException e) {
            throw DatabaseRefusal.of(e, address);
        }
    }
}
