package org.chattycat.app.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/** One PostgreSQL for all tests of a JVM, with an empty database for each application that is started. */
public final class SharedPostgres {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private SharedPostgres() {}

    /** Creates an empty database. */
    public static DatabaseAddress freshDatabase() {
        DatabaseAddress owner = Holder.SERVER.address();
        String name = "test_" + DATABASES.incrementAndGet();
        administer("create database " + name + " owner " + owner.username());
        return new DatabaseAddress(owner.host(), owner.port(), name, owner.username(), owner.password(), "disable");
    }

    /** Creates a user without rights, whose password is the name. */
    static void addUser(String name) {
        administer("create role " + name + " login password '" + name + "'");
    }

    private static void administer(String sql) {
        DatabaseAddress root = Holder.SERVER.administration();
        try (Connection connection = DriverManager.getConnection(root.jdbcUrl(), root.username(), root.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("refused: " + sql, e);
        }
    }

    private static final class Holder {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                Path directory = Files.createTempDirectory("chatty-cat-test");
                EmbeddedPostgres server = EmbeddedPostgres.start(
                        directory, Path.of("target", "postgresql"), LIMIT, DataSize.ofMegabytes(32));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(EmbeddedPostgres server, Path directory) {
            try {
                server.close();
            } finally {
                try {
                    FileSystemUtils.deleteRecursively(directory);
                } catch (IOException e) {
                    System.err.println("left behind: " + directory + ": " + e);
                }
            }
        }
    }
}
