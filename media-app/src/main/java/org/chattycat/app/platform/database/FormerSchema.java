package org.chattycat.app.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Adopts a database whose tables were made by the former sequence of migrations. Until release 0.2 eleven migrations of
 * several modules were numbered in the order in which work began. They were then rewritten as six that make the same
 * tables. The former ones are kept in {@code db/former-migration}, because a database may have stopped at any of them.
 */
final class FormerSchema {
    private static final Logger log = LoggerFactory.getLogger(FormerSchema.class);

    static final String MIGRATIONS = "classpath:db/former-migration";
    /** The last migration of today's sequence whose tables a fully migrated former database already has. */
    private static final String SAME_AS = "6";

    private final DataSource dataSource;

    /** @param dataSource opens a new connection for each caller */
    FormerSchema(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Does nothing for an empty database and for one of today's sequence. Instances that start together wait for one. */
    void adopt() {
        try (Connection connection = dataSource.getConnection()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            jdbc.execute("select pg_advisory_lock(hashtext('chattycat_schema'))");
            if (!isFormer(jdbc)) {
                return;
            }
            log.info("Adopting the tables of an earlier release. No data changes.");
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations(MIGRATIONS)
                    .outOfOrder(true)
                    .load()
                    .migrate();
            renumber(jdbc);
        } catch (SQLException e) {
            throw new IllegalStateException("The tables of an earlier release could not be adopted.", e);
        }
    }

    /** Whether the tables were made by the former sequence. */
    static boolean isFormer(JdbcTemplate jdbc) {
        boolean migrated = Boolean.TRUE.equals(
                jdbc.queryForObject("select to_regclass('flyway_schema_history') is not null", Boolean.class));
        return migrated && Boolean.TRUE.equals(jdbc.queryForObject("""
                        select exists (
                            select from flyway_schema_history where version = '1' and description = 'taps and samples')
                        """, Boolean.class));
    }

    /** One statement, so that no instance ever finds a history without rows. */
    private static void renumber(JdbcTemplate jdbc) {
        jdbc.update("""
                with former as (delete from flyway_schema_history)
                insert into flyway_schema_history
                    (installed_rank, version, description, type, script, installed_by, execution_time, success)
                select coalesce(max(installed_rank), 0) + 1, ?, '<< Flyway Baseline >>', 'BASELINE',
                    '<< Flyway Baseline >>', current_user, 0, true
                from flyway_schema_history
                """, SAME_AS);
    }
}
