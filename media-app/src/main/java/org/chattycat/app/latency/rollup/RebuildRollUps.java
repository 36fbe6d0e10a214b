package org.chattycat.app.latency.rollup;

import java.io.PrintStream;
import java.sql.Timestamp;
import org.chattycat.app.platform.database.DatabaseAddress;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The command {@code rebuild-rollups}: writes the roll-ups of every minute of which measurements exist once more. Roll-ups of
 * minutes whose measurements were dropped stay as they are. It uses the settings of the application, but starts the database
 * only. On a PostgreSQL of one's own, the application may run meanwhile.
 */
@ImportAutoConfiguration(FlywayAutoConfiguration.class)
@ComponentScan(
        basePackageClasses = DatabaseAddress.class,
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.RepositoryConfiguration"))
public class RebuildRollUps {
    /** Minutes of meetings in one transaction. */
    private static final int BATCH = 500;

    private static final long PAUSE_MILLIS = 500;

    public static void main(String[] arguments) throws InterruptedException {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(RebuildRollUps.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments)) {
            // Connections of the pool have a time limit, and marking may take minutes.
            DatabaseAddress address = context.getBean(DatabaseAddress.class);
            rebuild(
                    new JdbcTemplate(
                            new DriverManagerDataSource(address.jdbcUrl(), address.username(), address.password())),
                    System.out);
        }
    }

    /**
     * Marks all minutes and writes the roll-ups of those that have ended by now. An application may do the same meanwhile: a
     * lock in the database lets one write at a time.
     *
     * @param progress gets a line for each batch
     */
    static void rebuild(JdbcTemplate jdbc, PrintStream progress) throws InterruptedException {
        jdbc.queryForObject("select mark_all_measured_minutes()", Long.class);
        Timestamp ended = jdbc.queryForObject("select now() - interval '75 seconds'", Timestamp.class);
        long left = left(jdbc, ended);
        while (left > 0) {
            progress.printf("%d minutes of meetings are left%n", left);
            Integer written = jdbc.queryForObject("select roll_up_measurements(?)", Integer.class, BATCH);
            if (written == null || written == 0) {
                Thread.sleep(PAUSE_MILLIS);
            }
            left = left(jdbc, ended);
        }
        progress.println("The roll-ups are written.");
    }

    private static long left(JdbcTemplate jdbc, Timestamp before) {
        Long left = jdbc.queryForObject("""
                select count(*) from (select distinct meeting_id, starts_at from measured_minute where starts_at < ?) as marked
                """, Long.class, before);
        return left == null ? 0 : left;
    }
}
