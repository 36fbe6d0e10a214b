package org.chattycat.app.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chattycat.app.MediaApp;

/** A part of the product in a JVM of its own. */
final class Child implements AutoCloseable {
    private static final int START_LIMIT_SECONDS = 180;
    /** The application gives requests 30 s to end. */
    private static final int STOP_LIMIT_SECONDS = 40;

    private static final int KEPT_LINES = 40;
    private static final String APPLICATION = System.getProperty("java.class.path");
    /** That of a media server or worker on its own, which know nothing of the application. */
    private static final String WITHOUT_APPLICATION = Arrays.stream(APPLICATION.split(File.pathSeparator))
            .filter(entry -> !isAt(entry, MediaApp.class) && !isAt(entry, Child.class))
            .collect(Collectors.joining(File.pathSeparator));

    private final String name;
    private final ProcessBuilder program;
    private final Pattern pattern;
    private final Process process;
    private final Deque<String> said = new ArrayDeque<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private Child(String name, ProcessBuilder program, Pattern pattern) throws IOException {
        this.name = name;
        this.program = program;
        this.pattern = pattern;
        process = program.start();
        Thread reader = new Thread(this::read, name + "-output");
        reader.setDaemon(true);
        reader.start();
    }

    private static boolean isAt(String entry, Class<?> type) {
        try {
            Path location = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Path.of(entry).toAbsolutePath().normalize().equals(location);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param ready what it prints once it works; the first group is returned by {@link #awaitReady} */
    static Child start(
            String name, Class<?> main, List<String> arguments, Map<String, String> environment, Pattern ready)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                main == MediaApp.class ? APPLICATION : WITHOUT_APPLICATION,
                main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new Child(name, builder, ready);
    }

    /** Starts the program again, after its process has ended. */
    Child again() throws IOException {
        return new Child(name, program, pattern);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (said) {
                    said.addLast(line);
                    if (said.size() > KEPT_LINES) {
                        said.removeFirst();
                    }
                }
                Matcher matcher = pattern.matcher(line);
                if (matcher.find()) {
                    ready.complete(matcher.group(1));
                }
            }
        } catch (IOException e) {
            // It has ended.
        }
        ready.completeExceptionally(new IOException("it ended"));
    }

    String awaitReady() throws IOException {
        try {
            return ready.orTimeout(START_LIMIT_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IOException(
                    name + " did not start: " + e.getCause() + "\n" + String.join("\n", said()), e.getCause());
        }
    }

    /** The last lines of its output. */
    List<String> said() {
        synchronized (said) {
            return List.copyOf(said);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Sends a signal that Java does not know, such as {@code STOP}. */
    void signal(String name) throws IOException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
