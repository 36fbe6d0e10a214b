package org.chattycat.app.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.chattycat.app.platform.doctor.Examined;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DatabaseChecksIT {
    private final DatabaseAddress empty = SharedPostgres.freshDatabase();

    private static List<String> examine(DatabaseAddress address) {
        return examine(address, address);
    }

    private static List<String> examine(DatabaseAddress owner, DatabaseAddress address) {
        List<String> lines = Examined.lines(
                DatabaseChecks.class,
                null,
                "chattycat.database.url=postgresql://" + address.host() + ":" + address.port() + "/"
                        + address.database() + "?sslmode=" + address.sslMode(),
                "chattycat.database.username=" + address.username(),
                "chattycat.database.password=" + address.password(),
                "chattycat.database.owner-username=" + owner.username(),
                "chattycat.database.owner-password=" + owner.password());
        if (!address.password().equals(address.username())) {
            assertThat(lines).noneMatch(line -> line.contains(address.password()));
        }
        return lines;
    }

    private static void execute(DatabaseAddress address, String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private DatabaseAddress as(String username, String password) {
        return new DatabaseAddress(empty.host(), empty.port(), empty.database(), username, password, "disable");
    }

    @Test
    void anEmptyDatabaseStaysEmpty() throws Exception {
        List<String> lines = examine(empty);
        assertThat(lines).hasSize(4).allMatch(line -> line.startsWith("ok    database: "));
        assertThat(lines.get(0)).contains("is PostgreSQL 18");
        assertThat(lines.get(1)).contains("can migrate the tables, and is no superuser");
        assertThat(lines.get(2)).contains("There are no tables yet");
        assertThat(lines.get(3)).contains("clock differs");
        execute(empty, "create table flyway_schema_history (it_was_not_there int)");
    }

    @Test
    void tablesOfEarlierAndLaterReleases() throws Exception {
        Flyway.configure()
                .dataSource(empty.jdbcUrl(), empty.username(), empty.password())
                .target("19")
                .load()
                .migrate();
        assertThat(examine(empty).get(2)).startsWith("ok").contains("migrations from version 19", "Make a backup");
        Flyway.configure()
                .dataSource(empty.jdbcUrl(), empty.username(), empty.password())
                .load()
                .migrate();
        assertThat(examine(empty).get(2)).startsWith("ok").contains("up to date");
        execute(empty, """
                insert into flyway_schema_history
                select installed_rank + 1, '9000', 'later', type, script, checksum, installed_by, now(), 1, true
                from flyway_schema_history order by installed_rank desc limit 1""");
        assertThat(examine(empty).get(2)).startsWith("fail").contains("A newer release", "9000");
    }

    @Test
    void aUserWithTooFewRights() throws Exception {
        SharedPostgres.addUser("guest_of_doctor");
        assertThat(examine(as("guest_of_doctor", "guest_of_doctor")).get(1))
                .startsWith("fail")
                .contains("cannot create tables", "OWNER TO guest_of_doctor");
        execute(empty, "grant all on schema public to guest_of_doctor");
        execute(empty, "create table cat (name text)");
        assertThat(examine(as("guest_of_doctor", "guest_of_doctor")).get(1))
                .startsWith("fail")
                .contains("does not own 1 of the tables");
    }

    @Test
    void aUserBesideTheOwner() throws Exception {
        assertThat(examine(empty, SharedPostgres.forApplication(empty)))
                .hasSize(5)
                .allMatch(line -> line.startsWith("ok"))
                .last()
                .asString()
                .contains("changes rows, and no tables");
        execute(empty, "grant create on schema public to chattycat_app");
        assertThat(examine(empty, SharedPostgres.forApplication(empty)).get(4))
                .startsWith("warn")
                .contains("can create tables", "REVOKE CREATE");
        execute(empty, "revoke temporary on database " + empty.database() + " from public");
        assertThat(examine(empty, SharedPostgres.forApplication(empty)).get(4))
                .startsWith("fail")
                .contains("cannot create temporary tables");
    }

    @Test
    void aSuperuser(@TempDir Path directory) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(
                directory, Path.of("target", "postgresql"), Duration.ofSeconds(120), DataSize.ofMegabytes(32))) {
            assertThat(examine(server.administration()).get(1))
                    .startsWith("warn")
                    .contains("is a superuser");
            assertThat(Examined.lines(DatabaseChecks.class, null, "chattycat.data-dir=" + directory))
                    .as("a server that another process runs")
                    .hasSize(4)
                    .allMatch(line -> line.startsWith("ok"));
        }
        assertThat(Examined.lines(DatabaseChecks.class, null, "chattycat.data-dir=" + directory))
                .singleElement()
                .asString()
                .startsWith("ok")
                .contains("not running", "PostgreSQL 18");
        Files.writeString(directory.resolve("postgresql/data/PG_VERSION"), "17\n");
        assertThat(Examined.lines(DatabaseChecks.class, null, "chattycat.data-dir=" + directory))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("PostgreSQL 17");
    }

    @Test
    void refusals() {
        assertThat(examine(as(empty.username(), "guess-8811")))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("refuses the user or the password", "CHATTYCAT_DATABASE_PASSWORD");
        assertThat(examine(new DatabaseAddress("127.0.0.1", 1, "cat", "cat", "hush-1", "disable")))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("cannot be reached");
        assertThat(Examined.lines(DatabaseChecks.class, null, "chattycat.database.url=postgresql://db/cats"))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("CHATTYCAT_DATABASE_USERNAME");
    }

    @Test
    void silence() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(Examined.lines(
                            DatabaseChecks.class,
                            Duration.ofMillis(1100),
                            null,
                            "chattycat.database.url=postgresql://127.0.0.1:" + socket.getLocalPort() + "/cats",
                            "chattycat.database.username=cat"))
                    .singleElement()
                    .asString()
                    .startsWith("fail")
                    .contains("cannot be reached");
        }
    }
}
