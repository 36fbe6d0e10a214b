package org.chattycat.app.platform.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.chattycat.app.platform.config.OwnerOnly;
import org.chattycat.app.platform.config.StartRefusedException;
import org.postgresql.PGConnection;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/**
 * A real PostgreSQL in the data directory: on the loopback interface only, with SCRAM and generated passwords, and with fsync.
 * It runs in a separate process session, so that Ctrl-C reaches the application only, which then stops the database last.
 */
final class EmbeddedPostgres implements PostgresServer {
    private static final String HOST = "127.0.0.1";
    /** The database, and the role that owns it. */
    private static final String NAME = "chattycat";
    /** The role of the application and its workers. */
    private static final String RUNTIME = "chattycat_app";

    private static final String RUNTIME_PASSWORD = "runtime-password";
    private static final String SUPERUSER = "postgres";
    private static final String INVALID_PASSWORD = "28P01";
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;
    private static final Duration READY_CHECK = Duration.ofMillis(20);
    private static final int PASSWORD_BYTES = 24;

    private final Path home;
    private final DirectoryLock lock;
    private final PostgresPrograms programs;
    private final Duration limit;
    private final int port;
    private final String password;
    private final String runtimePassword;
    private final String superuserPassword;
    private final long minFreeBytes;
    private volatile Process server;

    /**
     * Starts the server of a data directory. A server that an earlier process left running is stopped first.
     *
     * @param dataDir the data directory of the application; the server uses its folder {@code postgresql}
     * @param binariesDir folder for its programs; null for the same folder
     * @param limit of each step
     * @param minFreeSpace free disk space that a restart requires
     */
    static EmbeddedPostgres start(Path dataDir, Path binariesDir, Duration limit, DataSize minFreeSpace) {
        try {
            Path home = dataDir.toAbsolutePath().normalize().resolve("postgresql");
            OwnerOnly.folder(home);
            DirectoryLock lock = new DirectoryLock(home.resolve("lock"));
            try {
                Path unpacked = PostgresBinaries.unpack(binariesDir == null ? home : binariesDir.toAbsolutePath());
                return new EmbeddedPostgres(home, lock, new PostgresPrograms(unpacked, limit), limit, minFreeSpace);
            } catch (IOException | SQLException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new StartRefusedException(
                    "The embedded PostgreSQL cannot use the data directory "
                            + dataDir.toAbsolutePath().normalize() + ": " + e.getMessage(),
                    "Set CHATTYCAT_DATA_DIR to a writable folder.",
                    e);
        }
    }

    private EmbeddedPostgres(
            Path home, DirectoryLock lock, PostgresPrograms programs, Duration limit, DataSize minFreeSpace)
            throws IOException, SQLException {
        this.home = home;
        this.lock = lock;
        this.programs = programs;
        this.limit = limit;
        this.minFreeBytes = minFreeSpace.toBytes();
        if (LeftoverServer.of(data()).isPresent()) {
            stop("fast");
        }
        password = secret("password");
        runtimePassword = secret(RUNTIME_PASSWORD);
        superuserPassword = secret("superuser-password");
        if (!Files.isDirectory(data())) {
            initialize();
        }
        port = port();
        configure();
        launch();
        ownSuperuserPassword();
        createDatabase();
    }

    /**
     * The owner's address of a server that another process runs.
     *
     * @param dataDir the data directory of that application
     * @return empty when no server runs there
     */
    static Optional<DatabaseAddress> running(Path dataDir) throws IOException {
        Path home = dataDir.toAbsolutePath().normalize().resolve("postgresql");
        Path data = home.resolve("data");
        if (LeftoverServer.of(data).isEmpty()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(Files.readAllLines(data.resolve("postmaster.pid"))
                .get(PORT_LINE)
                .strip());
        String password = Files.readString(home.resolve("password")).strip();
        return Optional.of(new DatabaseAddress(HOST, port, NAME, NAME, password, "disable"));
    }

    @Override
    public DatabaseAddress address() {
        return new DatabaseAddress(HOST, port, NAME, RUNTIME, runtimePassword, "disable");
    }

    @Override
    public DatabaseAddress owner() {
        return new DatabaseAddress(HOST, port, NAME, NAME, password, "disable");
    }

    /** The address for the superuser. */
    DatabaseAddress administration() {
        return new DatabaseAddress(HOST, port, SUPERUSER, SUPERUSER, superuserPassword, "disable");
    }

    @Override
    public void close() {
        try {
            if (!isGone()) {
                stop("fast");
            }
        } catch (StartRefusedException e) {
            stop("immediate");
        } finally {
            lock.close();
        }
    }

    @Override
    public CompletableFuture<?> exit() {
        return server.onExit();
    }

    @Override
    public boolean isGone() {
        return !server.isAlive();
    }

    @Override
    public Optional<String> obstacle() {
        try {
            long free = Files.getFileStore(data()).getUsableSpace();
            return free >= minFreeBytes
                    ? Optional.empty()
                    : Optional.of("less than %d MB are free at %s"
                            .formatted(DataSize.ofBytes(minFreeBytes).toMegabytes(), data()));
        } catch (IOException e) {
            return Optional.of("the data directory cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void restart() {
        try {
            OrphanedBackends.end(data());
        } catch (IOException e) {
            throw PostgresPrograms.failed("postgres", e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PostgresPrograms.failed("postgres", "interrupted", e);
        }
        launch();
    }

    /** Starts the server and waits until it accepts connections, which crash recovery can delay. */
    private void launch() {
        server = programs.launch(log(), "postgres", "-D", data().toString());
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!isReady()) {
                if (isGone()) {
                    throw PostgresPrograms.failed("postgres", "it has ended, see " + log(), null);
                }
                if (System.nanoTime() - deadline > 0) {
                    throw PostgresPrograms.failed("postgres", "not ready within " + limit.toSeconds() + " s", null);
                }
                Thread.sleep(READY_CHECK.toMillis());
            }
        } catch (IOException e) {
            throw PostgresPrograms.failed("postgres", e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PostgresPrograms.failed("postgres", "interrupted", e);
        }
    }

    /** Like {@code pg_ctl}: reads the eighth line of the lock file, once this server has written the file. */
    private boolean isReady() throws IOException {
        Path lockFile = data().resolve("postmaster.pid");
        if (!Files.exists(lockFile)) {
            return false;
        }
        List<String> lines = Files.readAllLines(lockFile);
        return lines.size() > STATUS_LINE
                && lines.get(0).strip().equals(Long.toString(server.pid()))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    private Path data() {
        return home.resolve("data");
    }

    private Path log() {
        return home.resolve("start.log");
    }

    private String seconds() {
        return Long.toString(Math.max(1, limit.toSeconds()));
    }

    private void stop(String mode) {
        programs.run("pg_ctl", "stop", "-D", data().toString(), "-m", mode, "-w", "-t", seconds(), "-s");
    }

    /** A random secret, created once and stored in a file (mode 0600). */
    private String secret(String name) throws IOException {
        Path file = home.resolve(name);
        if (!Files.exists(file)) {
            byte[] secret = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(secret);
            Path fresh = home.resolve(name + ".new");
            OwnerOnly.file(fresh);
            Files.writeString(fresh, HexFormat.of().formatHex(secret));
            Files.move(fresh, file);
        }
        return Files.readString(file).strip();
    }

    /** Uses a temporary folder that is moved when it is complete, so that an interrupted first start leaves no partial data. */
    private void initialize() throws IOException {
        Path fresh = home.resolve("data.new");
        FileSystemUtils.deleteRecursively(fresh);
        String passwordFile = "--pwfile=" + home.resolve("superuser-password");
        programs.run(
                "initdb",
                "-D",
                fresh.toString(),
                "-U",
                SUPERUSER,
                "-A",
                "scram-sha-256",
                passwordFile,
                "-E",
                "UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        Files.writeString(fresh.resolve("postgresql.conf"), "\ninclude 'chattycat.conf'\n", StandardOpenOption.APPEND);
        Files.move(fresh, data());
    }

    private void configure() throws IOException {
        Path fresh = data().resolve("chattycat.conf.new");
        Files.writeString(fresh, """
                # Written at every start.
                listen_addresses = '%s'
                port = %d
                unix_socket_directories = ''
                fsync = on
                max_connections = 100
                logging_collector = on
                log_directory = '../log'
                log_filename = 'postgresql-%%a.log'
                log_truncate_on_rotation = on
                log_rotation_age = 1d
                log_rotation_size = 0
                """.formatted(HOST, port));
        // Moved when complete, so that a full disk does not leave the server without its settings.
        Files.move(fresh, data().resolve("chattycat.conf"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Chosen once and stored, so that other programs find the database again; a new port is chosen when it is taken. */
    private int port() throws IOException {
        Path file = home.resolve("port");
        if (Files.exists(file)) {
            String stored = Files.readString(file).strip();
            if (stored.matches("\\d{1,5}") && isFree(Integer.parseInt(stored))) {
                return Integer.parseInt(stored);
            }
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            Files.writeString(file, Integer.toString(free.getLocalPort()));
            return free.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port), 1);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** In data directories of earlier releases, the superuser has the password of the application. This sets a separate one. */
    private void ownSuperuserPassword() throws SQLException {
        DatabaseAddress root = administration();
        try (Connection connection = DriverManager.getConnection(root.jdbcUrl(), root.username(), root.password())) {
            return;
        } catch (SQLException e) {
            if (!INVALID_PASSWORD.equals(e.getSQLState())) {
                throw e;
            }
        }
        try (Connection connection = DriverManager.getConnection(root.jdbcUrl(), SUPERUSER, password)) {
            // The driver hashes the password, so that it cannot appear in the server's log.
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(SUPERUSER, superuserPassword.toCharArray(), "scram-sha-256");
        }
    }

    private void createDatabase() throws SQLException {
        DatabaseAddress root = administration();
        try (Connection connection = DriverManager.getConnection(root.jdbcUrl(), root.username(), root.password())) {
            createRole(connection, NAME, password);
            createRole(connection, RUNTIME, runtimePassword);
            if (!exists(connection, "select 1 from pg_database where datname = ?", NAME)) {
                execute(connection, "create database " + NAME + " owner " + NAME);
            }
        }
    }

    private static void createRole(Connection connection, String name, String password) throws SQLException {
        if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
            // The password is hexadecimal and the names are constants, so they need no quoting.
            execute(connection, "create role " + name + " login password '" + password + "'");
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
