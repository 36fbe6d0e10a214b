package org.chattycat.app.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.chattycat.app.platform.config.ChattyCatProperties;
import org.chattycat.app.platform.doctor.Check;
import org.chattycat.app.platform.doctor.Checks;
import org.chattycat.app.platform.doctor.Findings;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Whether the database can be used: its version, the rights of the role, its tables and its clock. It only reads. */
@Order(3)
final class DatabaseChecks implements Checks {
    private static final String VERSION = "18";

    private final Path dataDir;
    private final DatabaseProperties properties;

    DatabaseChecks(ChattyCatProperties chattyCat, DatabaseProperties properties) {
        this.dataDir = chattyCat.dataDir();
        this.properties = properties;
    }

    @Override
    public List<Check> checks() {
        return List.of(new Check("database", this::examine));
    }

    private void examine(Duration limit, Findings findings) throws IOException, SQLException {
        if (!properties.embedded()) {
            examine(properties.owner(), properties.address(), limit, findings);
            return;
        }
        Optional<DatabaseAddress> running = EmbeddedPostgres.running(dataDir);
        if (running.isPresent()) {
            examine(running.get(), running.get(), limit, findings);
        } else {
            examineFiles(findings);
        }
    }

    private void examineFiles(Findings findings) throws IOException {
        Path format = dataDir.resolve("postgresql/data/PG_VERSION");
        if (!Files.exists(format)) {
            findings.ok("The embedded database will be created by the first start.");
        } else if (Files.readString(format).strip().equals(VERSION)) {
            findings.ok("The embedded database is not running. Its files are those of PostgreSQL " + VERSION + ".");
        } else {
            findings.fail(
                    "The files of the embedded database are those of PostgreSQL "
                            + Files.readString(format).strip() + ", and its programs those of " + VERSION + ".",
                    "Copy the data with pg_dump and pg_restore, or set CHATTYCAT_DATA_DIR to another folder.");
        }
    }

    /** @param address for the application; the same as the owner's when there is one role only */
    private void examine(DatabaseAddress owner, DatabaseAddress address, Duration limit, Findings findings)
            throws SQLException {
        Properties driver = driver(owner, limit);
        try (Connection connection = DriverManager.getConnection(owner.jdbcUrl(), driver)) {
            version(owner, connection, findings);
            rights(owner, connection, findings);
            tables(owner, driver, connection, findings);
            clock(connection, findings);
        } catch (SQLException e) {
            // In the words of a start that fails.
            throw DatabaseRefusal.of(new IllegalStateException(e), owner);
        }
        if (!owner.equals(address)) {
            try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), driver(address, limit))) {
                rightsWithoutTables(address, connection, findings);
            } catch (SQLException e) {
                throw DatabaseRefusal.of(new IllegalStateException(e), address);
            }
        }
    }

    private static Properties driver(DatabaseAddress address, Duration limit) {
        String seconds = Long.toString(Math.max(1, limit.toSeconds()));
        Properties driver = new Properties();
        driver.setProperty("user", address.username());
        driver.setProperty("password", address.password());
        driver.setProperty("loginTimeout", seconds);
        driver.setProperty("connectTimeout", seconds);
        driver.setProperty("socketTimeout", seconds);
        driver.setProperty("readOnly", "true");
        return driver;
    }

    private void version(DatabaseAddress address, Connection connection, Findings findings) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select current_setting('server_version'), pg_is_in_recovery(),
                            current_setting('max_connections')::int
                                - current_setting('superuser_reserved_connections')::int""")) {
            row.next();
            String version = row.getString(1);
            int needed =
                    properties.maxConnections() + properties.maxQueryConnections() + properties.maxSessionConnections();
            String found = address + " is PostgreSQL " + version + ".";
            if (row.getBoolean(2)) {
                findings.fail(
                        found + " It is a standby server, which only reads.",
                        "Set CHATTYCAT_DATABASE_URL to the primary server.");
            } else if (!version.matches(VERSION + "\\b.*")) {
                findings.warn(found + " Chatty Cat is tested with " + VERSION + ".", "Use PostgreSQL " + VERSION + ".");
            } else if (row.getInt(3) < needed) {
                findings.warn(
                        found + " It accepts " + row.getInt(3) + " connections, and one instance can open " + needed
                                + ".",
                        "Raise max_connections of the server.");
            } else {
                findings.ok(found);
            }
        }
    }

    private static void rights(DatabaseAddress address, Connection connection, Findings findings) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select coalesce(has_schema_privilege(current_schema(), 'CREATE'), false),
                            has_database_privilege(current_database(), 'TEMPORARY'),
                            (select rolsuper from pg_roles where rolname = current_user),
                            (select count(*) from pg_class
                             where relnamespace = current_schema()::regnamespace
                                 and relkind in ('r', 'p', 'v', 'S') and not pg_has_role(relowner, 'USAGE'))""")) {
            row.next();
            String role = "The user " + address.username();
            String own = "ALTER DATABASE " + address.database() + " OWNER TO " + address.username();
            if (!row.getBoolean(1)) {
                findings.fail(role + " cannot create tables, so the start fails.", "Make it the owner (" + own + ").");
            } else if (row.getLong(4) > 0) {
                findings.fail(
                        role + " does not own " + row.getLong(4) + " of the tables, so migrations fail.",
                        "Give it these tables (REASSIGN OWNED BY … TO " + address.username() + ").");
            } else if (!row.getBoolean(2)) {
                findings.fail(
                        role + " cannot create temporary tables, so workers cannot store what they measure.",
                        "Allow it (GRANT TEMPORARY ON DATABASE " + address.database() + " TO " + address.username()
                                + ").");
            } else if (row.getBoolean(3)) {
                findings.warn(
                        role + " is a superuser. It needs no more than to own the database.",
                        "Create a role without that right and make it the owner (" + own + ").");
            } else {
                findings.ok(role + " can migrate the tables, and is no superuser.");
            }
        }
    }

    /** Of a role that is not the owner. The start grants it the tables. */
    private static void rightsWithoutTables(DatabaseAddress address, Connection connection, Findings findings)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select has_database_privilege(current_database(), 'TEMPORARY'),
                            (select rolsuper from pg_roles where rolname = current_user),
                            coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)""")) {
            row.next();
            String role = "The user " + address.username();
            if (!row.getBoolean(1)) {
                findings.fail(
                        role + " cannot create temporary tables, so workers cannot store what they measure.",
                        "Allow it (GRANT TEMPORARY ON DATABASE " + address.database() + " TO " + address.username()
                                + ").");
            } else if (row.getBoolean(2)) {
                findings.warn(
                        role + " is a superuser.",
                        "Take that away (ALTER ROLE " + address.username() + " NOSUPERUSER).");
            } else if (row.getBoolean(3)) {
                findings.warn(
                        role + " can create tables. It needs no such right.",
                        "Take it away (REVOKE CREATE ON SCHEMA public FROM " + address.username() + ").");
            } else {
                findings.ok(role + " changes rows, and no tables.");
            }
        }
    }

    private static void tables(DatabaseAddress address, Properties driver, Connection connection, Findings findings) {
        if (FormerSchema.isFormer(new JdbcTemplate(new SingleConnectionDataSource(connection, true)))) {
            findings.ok("The tables are those of release 0.1. The next start adopts them.");
            return;
        }
        DriverManagerDataSource connections = new DriverManagerDataSource(address.jdbcUrl(), driver);
        MigrationInfoService migrations =
                Flyway.configure().dataSource(connections).load().info();
        MigrationInfo current = migrations.current();
        long newer = java.util.Arrays.stream(migrations.applied())
                .filter(migration -> !migration.getState().isResolved())
                .count();
        int pending = migrations.pending().length;
        if (current == null) {
            findings.ok("There are no tables yet. The first start creates them.");
        } else if (newer > 0) {
            findings.fail(
                    "A newer release has changed the tables (version " + current.getVersion() + ").",
                    "Run that release, or restore a backup from before it.");
        } else if (pending > 0) {
            findings.ok("The next start changes the tables: " + pending + " migrations from version "
                    + current.getVersion() + ". Make a backup before.");
        } else {
            findings.ok("The tables are up to date (version " + current.getVersion() + ").");
        }
    }

    private static void clock(Connection connection, Findings findings) throws SQLException {
        ClockOffset offset = ClockOffset.measure(connection);
        String found = String.format(
                Locale.ROOT,
                "Its clock differs from this machine's by %.1f ms (± %.1f ms).",
                Math.abs(offset.offsetMs()),
                offset.errorMs());
        if (offset.isTooLarge()) {
            findings.warn(found, "Synchronise both machines with NTP, for example with chrony.");
        } else {
            findings.ok(found);
        }
    }
}
