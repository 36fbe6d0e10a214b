package org.chattycat.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.core.env.Environment;
import org.springframework.util.FileSystemUtils;

/** A second instance of the application on the same database and media server, in a process that can be frozen and killed. */
public final class OtherInstance implements AutoCloseable {
    private static final String READY = "Chatty Cat is ready at ";
    private static final List<String> SHARED = List.of(
            "chattycat.database.url",
            "chattycat.database.username",
            "chattycat.database.password",
            "chattycat.call.silence",
            "chattycat.call.tick",
            "chattycat.meeting.resume-window",
            "chattycat.meeting.lease",
            "chattycat.meeting.lease-renewal",
            "chattycat.alerts.interval",
            "chattycat.webhooks.allow-local",
            "chattycat.webhooks.interval");

    private final Path dataDir;
    private final Process process;
    private final String base;

    private OtherInstance(Path dataDir, Process process, String base) {
        this.dataDir = dataDir;
        this.process = process;
        this.base = base;
    }

    /** @param arguments settings that it does not share */
    public static OtherInstance start(Environment like, String kurentoUri, String... arguments) {
        try {
            Path dataDir = Files.createTempDirectory("chatty-cat-other");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx300m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    MediaApp.class.getName(),
                    "--server.port=0",
                    "--chattycat.data-dir=" + dataDir,
                    "--chattycat.worker.embedded=false",
                    "--chattycat.database.max-connections=5",
                    "--chattycat.database.max-session-connections=2",
                    "--chattycat.kurento.uris=" + kurentoUri));
            SHARED.forEach(name -> command.add("--" + name + "=" + like.getRequiredProperty(name)));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.PIPE)
                    .start();
            return new OtherInstance(dataDir, process, awaitReady(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String awaitReady(Process process) {
        CompletableFuture<String> ready = new CompletableFuture<>();
        StringBuilder said = new StringBuilder();
        Thread reader = new Thread(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(READY)) {
                        ready.complete(line.substring(READY.length()));
                    }
                    said.append(line).append('\n');
                }
            } catch (IOException e) {
                // The process has ended.
            }
            ready.completeExceptionally(new IllegalStateException("the process ended: " + said));
        });
        reader.setDaemon(true);
        reader.start();
        return ready.orTimeout(180, TimeUnit.SECONDS).join();
    }

    public String base() {
        return base;
    }

    /** Stops the process, whose connections stay open: as an instance looks to the others whose machine is gone. */
    public void freeze() {
        signal("STOP");
    }

    public void unfreeze() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            await(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells the process to stop, as a container is told. */
    public void stop() {
        process.destroy();
    }

    /** Waits until the process has ended, and returns its exit status. */
    public int awaitEnd() {
        return process.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue();
    }

    /** Ends the process as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        await(process);
    }

    private static void await(Process process) {
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        try {
            FileSystemUtils.deleteRecursively(dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
