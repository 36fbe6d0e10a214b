package org.chattycat.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private ProcessHandle database;
    private String base;
    private MeetingApi meetings;
    private boolean closed;

    /** @param kurento a running media server; null to start an embedded one */
    LocalInstallation(String kurento) throws IOException {
        data = Files.createTempDirectory("chatty-cat-bench");
        Thread hook = new Thread(this::close, "bench-cleanup");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            String uri = kurento;
            if (uri == null) {
                start("kurento", Main.class, List.of("--port", "0"), Map.of(), KURENTO_READY);
                uri = children.get("kurento").awaitReady();
            }
            List<String> arguments = new ArrayList<>(List.of(
                    "--server.port=0",
                    "--chattycat.data-dir=" + data,
                    "--chattycat.worker.embedded=false",
                    "--chattycat.kurento.uris=" + uri));
            arguments.addAll(LIMITS);
            start("mediaApp", MediaApp.class, arguments, Map.of(), APP_READY);
            base = children.get("mediaApp").awaitReady();
            List<String> lock = Files.readAllLines(data.resolve("postgresql/data/postmaster.pid"));
            database = ProcessHandle.of(Long.parseLong(lock.get(0).strip())).orElseThrow();
            Map<String, String> environment = Map.of(
                    "CHATTYCAT_DATABASE_URL",
                    "postgresql://127.0.0.1:" + lock.get(3).strip() + "/chattycat",
                    "CHATTYCAT_DATABASE_USERNAME",
                    "chattycat",
                    "CHATTYCAT_DATABASE_PASSWORD",
                    Files.readString(data.resolve("postgresql/password")).strip());
            start("worker", WorkerApplication.class, List.of(), environment, WORKER_READY);
            children.get("worker").awaitReady();
            meetings = new MeetingApi(base, token(base));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private synchronized void start(
            String name, Class<?> main, List<String> arguments, Map<String, String> environment, Pattern ready)
            throws IOException {
        if (closed) {
            throw new IOException("interrupted");
        }
        children.put(name, Child.start(name, main, arguments, environment, ready));
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
    public String base() {
        return base;
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
        // The database's processes are not the application's: its server starts them.
        use.put("database", ProcessUse.of(database));
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
        last.forEach(Child::close);
        if (database != null) {
            // Only where the application was killed: it stops its database.
            database.destroyForcibly();
        }
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
