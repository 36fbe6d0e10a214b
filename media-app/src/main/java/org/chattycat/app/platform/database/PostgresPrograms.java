package org.chattycat.app.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.platform.config.StartRefusedException;

/**
 * Runs the programs of PostgreSQL. They refuse to run as root, so root runs them in a separate user namespace as an unprivileged
 * user. Outside of it, the files still belong to root.
 */
final class PostgresPrograms {
    private final Path home;
    private final Duration limit;

    PostgresPrograms(Path home, Duration limit) {
        this.home = home;
        this.limit = limit;
    }

    /**
     * Starts a program in the background, in a separate process session that Ctrl-C in the terminal does not reach. As its
     * parent, this process is notified when it ends, and no zombie remains that would look alive.
     *
     * @param log file to which its output is appended
     */
    Process launch(Path log, String program, String... arguments) {
        try {
            return process(command(List.of("setsid"), program, arguments))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw failed(program, e.getMessage(), e);
        }
    }

    /** Runs a program until it exits. Any exit status but 0 is an error. */
    void run(String program, String... arguments) {
        List<String> command = command(List.of(), program, arguments);
        try {
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
        Process process = process(command).redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw failed(program, "did not exit within " + limit.toSeconds() + " s", null);
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

    private List<String> command(List<String> wrapper, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.addAll(wrapper);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LANG", "C");
        return builder;
    }

    static StartRefusedException failed(String program, String why, Throwable cause) {
        return new StartRefusedException(
                "The embedded PostgreSQL failed: " + program + ": " + why,
                "Check the log in the folder postgresql of the data directory, or set CHATTYCAT_DATABASE_URL to the"
                        + " address of your own PostgreSQL.",
                cause);
    }
}
