package org.chattycat.app.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Backend processes of a server whose main process was killed. Idle ones end by themselves, and busy ones finish their
 * statement. All of them use the shared memory, and PostgreSQL does not start while a process uses it.
 */
final class OrphanedBackends {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(50);

    private OrphanedBackends() {}

    /** Terminates them, first normally, then by force, from which crash recovery recovers. The main process must have ended. */
    static void end(Path dataDirectory) throws IOException, InterruptedException {
        Path data = dataDirectory.toRealPath();
        of(data).forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (!of(data).isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(STEP.toMillis());
        }
        of(data).forEach(ProcessHandle::destroyForcibly);
    }

    /** The working directory of every PostgreSQL process is its data directory. */
    private static List<ProcessHandle> of(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> isPostgres(process) && worksIn(data, process))
                .toList();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).endsWith("postgres"))
                .orElse(false);
    }

    private static boolean worksIn(Path data, ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                    .equals(data);
        } catch (IOException e) {
            return false;
        }
    }
}
