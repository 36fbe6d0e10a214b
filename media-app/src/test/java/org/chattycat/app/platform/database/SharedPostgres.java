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
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.unit.DataSize;

/** One PostgreSQL for all tests of a JVM, with an empty database for each application that is started. */
public final class SharedPostgres {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final AtomicInteger DATABASES = new AtomicInteger();
    /** The applications that use it, and the shutdown hook. */
    private static final Phaser USERS = new Phaser(1);

    private SharedPostgres() {}

    /**
     * Keeps the server running while the JVM ends: an application that lost its database first would wait for it.
     *
     * @return to be run when the user needs it no longer
     */
    public static Runnable use() {
        USERS.register();
        return USERS::arriveAndDeregister;
    }

    /** Creates an empty database. Returns its address for the owner. */
    public static DatabaseAddress freshDatabase() {
        DatabaseAddress owner = Holder.SERVER.owner();
        String name = "test_" + DATABASES.incrementAndGet();
        administer("create database " + name + " owner " + owner.username());
        return new DatabaseAddress(owner.host(), owner.port(), name, owner.username(), owner.password(), "disable");
    }

    /** The address of a database for the role that the application has. */
    public static DatabaseAddress forApplication(DatabaseAddress owner) {
        DatabaseAddress role = Holder.SERVER.address();
        return new DatabaseAddress(
                owner.host(), owner.port(), owner.database(), role.username(), role.password(), "disable");
    }

    /** Runs a statement as the owner of a database, for what the application may not do. */
    public static void execute(String database, String sql) {
        DatabaseAddress owner = Holder.SERVER.owner();
        String url = owner.jdbcUrl().replace("/" + owner.database() + "?", "/" + database + "?");
        execute(url, owner, sql);
    }

    /** Creates a user without rights, whose password is the name. */
    static void addUser(String name) {
        administer("create role " + name + " login password '" + name + "'");
    }

    private static void administer(String sql) {
        administer(Holder.SERVER, sql);
    }

    private static void administer(EmbeddedPostgres server, String sql) {
        DatabaseAddress root = server.administration();
        execute(root.jdbcUrl(), root, sql);
    }

    private static void execute(String url, DatabaseAddress role, String sql) {
        try (Connection connection = DriverManager.getConnection(url, role.username(), role.password());
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
                // Nothing of it outlives the JVM, and migrations of empty databases mostly wait for the disk.
                administer(server, "alter system set fsync = off");
                administer(server, "select pg_reload_conf()");
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(EmbeddedPostgres server, Path directory) {
            try {
                USERS.awaitAdvanceInterruptibly(USERS.arrive(), LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException | TimeoutException e) {
                System.err.println("applications have not ended: " + USERS);
            }
            try {
                server.close();
            } finally {
                delete(directory);
            }
        }

        /** In a process of its own: there are so many files that it takes longer than Surefire lets a JVM end. */
        private static void delete(Path directory) {
            try {
                new ProcessBuilder("rm", "-rf", directory.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                System.err.println("left behind: " + directory + ": " + e);
            }
        }
    }
}
