package org.chattycat.app.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** A data directory on a small file system that becomes full. Creating it requires root and the right to mount. */
class FullDiskIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final DataSize MIN_FREE = DataSize.ofMegabytes(32);

    @TempDir
    private Path directory;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", directory.toString()) == 0,
                "a tmpfs cannot be mounted here: that needs root and CAP_SYS_ADMIN");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        run("umount", "--lazy", directory.toString());
    }

    @Test
    void restartsWithItsDataWhenThereIsSpaceAgain() throws Exception {
        DatabaseState state = new DatabaseState();
        try (EmbeddedPostgres server =
                EmbeddedPostgres.start(directory, Path.of("target", "postgresql"), LIMIT, MIN_FREE)) {
            DatabaseProperties.Watch settings = new DatabaseProperties.Watch(
                    Duration.ofMillis(200),
                    Duration.ofSeconds(2),
                    MIN_FREE,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(4));
            DatabaseWatch watch = new DatabaseWatch(
                    server,
                    server.address(),
                    state,
                    new DatabaseProperties(null, null, null, null, null, null, LIMIT, LIMIT, 5, 5, 5, settings));
            watch.start();
            try {
                query(server, "create table cat (name text)");
                query(server, "insert into cat values ('Tom')");
                Path filler = directory.resolve("filler");
                fill(filler);
                writeUntilItStops(server);
                await().atMost(LIMIT).until(() -> server.isGone() && state.isAway());
                assertThat(server.obstacle())
                        .hasValueSatisfying(sentence -> assertThat(sentence).contains("MB are free"));

                Files.delete(filler);
                await().atMost(LIMIT).until(() -> !state.isAway());
                assertThat(query(server, "select name from cat")).isEqualTo("Tom");
                query(server, "insert into cat values ('Felix')");
                assertThat(query(server, "select count(*)::text from cat")).isEqualTo("2");
            } finally {
                watch.stop();
            }
        }
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(file.toFile().getUsableSpace()).isLessThan(block.length);
        }
    }

    /** Writes to the write-ahead log, whose next segment does not fit. */
    private static void writeUntilItStops(EmbeddedPostgres server) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> {
            try {
                query(
                        server,
                        "select pg_logical_emit_message(false, 'fill', repeat('x', 1000000))::text from generate_series(1, 20)");
            } catch (SQLException e) {
                return server.isGone();
            }
            return false;
        });
    }

    private static String query(EmbeddedPostgres server, String sql) throws SQLException {
        DatabaseAddress root = server.administration();
        Properties properties = new Properties();
        properties.setProperty("user", root.username());
        properties.setProperty("password", root.password());
        // A server that ends while somebody connects does not always close the connection.
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "5");
        try (Connection connection = DriverManager.getConnection(root.jdbcUrl(), properties);
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

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
