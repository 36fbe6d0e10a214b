package org.chattycat.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chattycat.analysis.WorkerApplication;
import org.chattycat.app.MediaApp;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.probe.MeetingApi;
import org.chattycat.kurento.embedded.Main;
import org.springframework.util.FileSystemUtils;

/**
 * An installation for one run: the application with an empty database of its own, the embedded media server and a worker, each in
 * a process of its own.
 */
final class LocalInstallation implements Installation {
    private static final Pattern APP_READY = Pattern.compile("^Chatty Cat is ready at (\\S+)");
    private static final Pattern KURENTO_READY = Pattern.compile("^Kurento is ready at (\\S+)");
    private static final Pattern WORKER_READY = Pattern.compile("Chatty Cat worker (\\S+) is ready");
    /** All participants come from one address, and one account has all meetings. */
    private static final List<String> LIMITS = List.of(
            "--chattycat.connections.per-client=5000",
            "--chattycat.guests.per-client.count=5000",
            "--chattycat.meeting.max-created-per-hour=1000");

    private final Path data;
    private final Map<String, Child> children = new LinkedHashMap<>();
    private final List<String> bases = new ArrayList<>();
    private MeetingApi meetings;
    private boolean closed;

    /**
     * Starts it.
     *
     * @param kurento a running media server; null to start embedded ones
     * @param processes of each part. The second one of {@code mediaApp} is named {@code mediaApp2}; the first one has the database.
     */
    LocalInstallation(String kurento, int processes) throws IOException {
        data = Files.createTempDirectory("chatty-cat-bench");
        Thread hook = new Thread(this::close, "bench-cleanup");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            List<String> kurentos = new ArrayList<>();
            if (kurento == null) {
                for (int i = 1; i <= processes; i++) {
                    List<String> arguments = List.of("--port", freePort());
                    kurentos.add(start(name("kurento", i), Main.class, arguments, Map.of(), KURENTO_READY));
                }
            } else {
                kurentos.add(kurento);
            }
            for (int i = 1; i <= processes; i++) {
                List<String> arguments = new ArrayList<>(List.of(
                        "--server.port=" + freePort(),
                        "--chattycat.data-dir=" + data.resolve(name("mediaApp", i)),
                        "--chattycat.worker.embedded=false",
                        "--chattycat.kurento.uris=" + String.join(",", kurentos)));
                arguments.addAll(LIMITS);
                Map<String, String> environment = i == 1 ? Map.of() : databaseSettings();
                bases.add(start(name("mediaApp", i), MediaApp.class, arguments, environment, APP_READY));
            }
            for (int i = 1; i <= processes; i++) {
                start(name("worker", i), WorkerApplication.class, List.of(), databaseSettings(), WORKER_READY);
            }
            meetings = new MeetingApi(bases.get(0), token(bases.get(0)));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static String name(String part, int number) {
        return number == 1 ? part : part + number;
    }

    /** A part that is started again needs its former port. */
    private static String freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return Integer.toString(free.getLocalPort());
        }
    }

    private String start(
            String name, Class<?> main, List<String> arguments, Map<String, String> environment, Pattern ready)
            throws IOException {
        Child child;
        synchronized (this) {
            if (closed) {
                throw new IOException("interrupted");
            }
            child = Child.start(name, main, arguments, environment, ready);
            children.put(name, child);
        }
        return child.awaitReady();
    }

    private Path database() {
        return data.resolve("mediaApp/postgresql");
    }

    private List<String> databaseLock() throws IOException {
        return Files.readAllLines(database().resolve("data/postmaster.pid"));
    }

    /** The process of the database server, which the application starts again when it ends. */
    ProcessHandle databaseProcess() throws IOException {
        return ProcessHandle.of(Long.parseLong(databaseLock().get(0).strip()))
                .orElseThrow(() -> new IOException("the database is not running"));
    }

    private Optional<ProcessHandle> runningDatabase() {
        try {
            return Optional.of(databaseProcess());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Map<String, String> databaseSettings() throws IOException {
        String port = databaseLock().get(3).strip();
        return Map.of(
                "CHATTYCAT_DATABASE_URL",
                "postgresql://127.0.0.1:" + port + "/chattycat",
                "CHATTYCAT_DATABASE_USERNAME",
                "chattycat_app",
                "CHATTYCAT_DATABASE_PASSWORD",
                Files.readString(database().resolve("runtime-password")).strip());
    }

    /** Connects to the database of the installation. */
    Connection connectToDatabase() throws IOException, SQLException {
        Map<String, String> settings = databaseSettings();
        return DriverManager.getConnection(
                "jdbc:" + settings.get("CHATTYCAT_DATABASE_URL"),
                settings.get("CHATTYCAT_DATABASE_USERNAME"),
                settings.get("CHATTYCAT_DATABASE_PASSWORD"));
    }

    /** @param name of a part */
    synchronized Child part(String name) {
        return children.get(name);
    }

    /** Starts a part that was killed, with the same settings, and waits until it is ready. */
    void startAgain(String name) throws IOException {
        Child again;
        synchronized (this) {
            if (closed) {
                throw new IOException("interrupted");
            }
            again = children.get(name).again();
            children.put(name, again);
        }
        again.awaitReady();
    }

    /** Signs the host in as a person would, by the embedded mailbox. */
    private static String token(String base) {
        TestBrowser host = new TestBrowser(base);
        host.signIn("host@example.org");
        return GraphQl.data(
                        host, "mutation { createAccessToken(name: \"bench\", access: READ_WRITE, days: 1) { secret } }")
                .at("/createAccessToken/secret")
                .asString();
    }

    @Override
    public List<String> bases() {
        return bases;
    }

    @Override
    public MeetingApi meetings() {
        return meetings;
    }

    @Override
    public synchronized Map<String, ProcessUse> use() {
        if (closed) {
            // Interrupted: figures of what was left would look like those of a run.
            throw new IllegalStateException("The run was interrupted.");
        }
        Map<String, ProcessUse> use = new LinkedHashMap<>();
        children.forEach((name, child) -> use.put(name, ProcessUse.of(child.handle())));
        Optional<ProcessHandle> database = runningDatabase();
        // The database's processes are not the application's: its server starts them.
        use.put("database", database.map(ProcessUse::of).orElse(ProcessUse.NOTHING));
        return use;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<Child> last = new ArrayList<>(children.values());
        Collections.reverse(last);
        Optional<ProcessHandle> database = runningDatabase();
        last.forEach(Child::close);
        // Only where the application was killed: it stops its database.
        database.ifPresent(ProcessHandle::destroyForcibly);
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
