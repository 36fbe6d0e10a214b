package org.chattycat.analysis.database;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

/** A fresh, migrated database on a real PostgreSQL that all tests of this JVM share. */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static EmbeddedPostgres server;

    private static String durable = "off";

    private final String name = "test_" + NUMBER.incrementAndGet();
    private final DataSource dataSource;

    public TestDatabase() {
        execute("create database " + name);
        dataSource = server().getDatabase("postgres", name);
        Flyway.configure().dataSource(dataSource).load().migrate();
    }

    /** Has the server wait for the disk, as the product's does, where speed is measured. Before the first database. */
    public static synchronized void waitForDisk() {
        durable = "on";
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", durable)
                        .setServerConfig("synchronous_commit", durable)
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }

    private static void execute(String sql) {
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public JdbcTemplate jdbc() {
        return new JdbcTemplate(dataSource);
    }

    public String url() {
        return "postgresql://localhost:" + server().getPort() + "/" + name;
    }

    public int port() {
        return server().getPort();
    }

    public PostgresqlConnectionFactory connectionFactory() {
        return connectionFactory(server().getPort());
    }

    /** Connects to this database through another port, such as that of a relay. */
    public PostgresqlConnectionFactory connectionFactory(int port) {
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host("localhost")
                .port(port)
                .database(name)
                .username("postgres")
                .connectTimeout(Duration.ofSeconds(5))
                .build());
    }

    public Database database() {
        return new Database(connectionFactory(), new DatabaseTimeouts(Duration.ofSeconds(10), Duration.ofMillis(100)));
    }

    @Override
    public void close() {
        execute("drop database " + name + " with (force)");
    }
}
