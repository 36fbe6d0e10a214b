package org.chattycat.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.config.StartRefusedException;

/**
 * Runs PostgreSQL's own programs. They refuse to run as root, so root runs them in a user namespace of their own, where it
 * is nobody; files then still belong to root outside.
 */
final class PostgresPrograms {
    private final Path home;
    private final Duration limit;

    PostgresPrograms(Path home, Duration limit) {
        this.home = home;
        this.limit = limit;
    }

    void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            // A file, not a pipe: the server inherits it and would keep a pipe open for as long as it runs.
            Path output = Files.createTempFile("chatty-cat-postgresql", ".txt");
            try {
                await(program, command, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw failed(program, e.getMessage(), e);
        }
    }

    private void await(String program, List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LANG", "C");
        Process process = builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw failed(program, "no end within " + limit.toSeconds() + " s", null);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw failed(program, "interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw failed(program, Files.readString(output).strip(), null);
        }
    }

    private static StartRefusedException failed(String program, String why, Throwable cause) {
        return new StartRefusedException(
                "The embedded PostgreSQL failed: " + program + ": " + why,
                "Look at the log in the data directory's folder postgresql, or point CHATTYCAT_DATABASE_URL at a"
                        + " PostgreSQL of your own.",
                cause);
    }
}
