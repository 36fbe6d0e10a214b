package org.chattycat.app.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.chattycat.app.platform.config.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

class EmbeddedPostgresIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final DataSize MIN_FREE = DataSize.ofMegabytes(32);
    private static final Path PROGRAMS = Path.of("target", "postgresql");

    @TempDir
    private Path directory;

    @Test
    void keepsItsDataItsPortAndItsPassword() throws SQLException {
        DatabaseAddress first;
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS, LIMIT, MIN_FREE)) {
            first = server.address();
            query(server.owner(), "create table cat as select 'Tom' as name");
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS, LIMIT, MIN_FREE)) {
            assertThat(server.address()).isEqualTo(first);
            assertThat(query(server.owner(), "select name from cat")).isEqualTo("Tom");
            assertThat(query(first, "show fsync")).isEqualTo("on");
            assertThat(query(first, "show listen_addresses")).isEqualTo("127.0.0.1");
            for (DatabaseAddress role : List.of(first, server.owner())) {
                assertThat(query(role, "select rolsuper::text from pg_roles where rolname = current_user"))
                        .isEqualTo("false");
            }
        }
    }

    /** What docs/operations.md calls a backup. */
    @Test
    void aCopyOfAStoppedDirectoryIsABackup(@TempDir Path other) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS, LIMIT, MIN_FREE)) {
            query(server.owner(), "create table cat as select 'Tom' as name");
        }
        Process copy = new ProcessBuilder("cp", "-a", directory + "/.", other.toString())
                .inheritIO()
                .start();
        assertThat(copy.waitFor()).isZero();
        FileSystemUtils.deleteRecursively(directory.resolve("postgresql"));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(other, PROGRAMS, LIMIT, MIN_FREE)) {
            assertThat(query(server.owner(), "select name from cat")).isEqualTo("Tom");
        }
    }

    @Test
    void requiresThePassword() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS, LIMIT, MIN_FREE)) {
            String url = server.address().jdbcUrl();
            assertThatThrownBy(() -> DriverManager.getConnection(url, "chattycat", "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", ""))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> DriverManager.getConnection(
                            url, "postgres", server.address().password()))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            for (String file : List.of("password", "runtime-password", "superuser-password")) {
                assertThat(PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(directory.resolve("postgresql/" + file))))
                        .as(file)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void setsASuperuserPasswordInOldDataDirectories() throws IOException, SQLException {
        Path superuserPassword = directory.resolve("postgresql/superuser-password");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS, LIMIT, MIN_FREE)) {
            // As earlier releases left it: one password for both.
            query(
                    server.administration(),
                    "alter role postgres password '" + server.owner().password() + "'");
            Files.delete(superuserPassword);
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS, LIMIT, MIN_FREE)) {
            assertThat(query(server.administration(), "select current_user")).isEqualTo("postgres");
            assertThat(server.administration().password())
                    .isNotEqualTo(server.owner().password());
            assertThat(superuserPassword).hasContent(server.administration().password());
            String url = server.address().jdbcUrl();
            assertThatThrownBy(() -> DriverManager.getConnection(
                            url, "postgres", server.owner().password()))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void refusesASecondProcessOnTheDirectory() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS, LIMIT, MIN_FREE)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, PROGRAMS, LIMIT, MIN_FREE))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("Another Chatty Cat is running")
                    .hasMessageContaining(directory.toString());
            assertThat(server.address().port()).isPositive();
        }
    }

    @Test
    void startsAfterAKilledProcess() throws IOException, SQLException, InterruptedException {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresHolder.class.getName(),
                        directory.toString(),
                        PROGRAMS.toAbsolutePath().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line;
        try (BufferedReader output = holder.inputReader()) {
            line = output.readLine();
        } finally {
            holder.destroyForcibly().waitFor();
        }
        ProcessHandle orphan =
                LeftoverServer.of(directory.resolve("postgresql/data")).orElseThrow();

        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS, LIMIT, MIN_FREE)) {
            assertThat("port " + server.address().port()).isEqualTo(line);
            assertThat(query(server.address(), "select 'well'")).isEqualTo("well");
            assertThat(LeftoverServer.of(directory.resolve("postgresql/data")))
                    .isPresent()
                    .get()
                    .isNotEqualTo(orphan);
        }
        assertThat(LeftoverServer.of(directory.resolve("postgresql/data"))).isEmpty();
    }

    private static String query(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
