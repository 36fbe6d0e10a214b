package org.chattycat.app.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Processes of a server whose postmaster was killed. Idle ones end by themselves, busy ones go on with their statement; all
 * of them hold the shared memory, and PostgreSQL rightly refuses to start as long as anybody does.
 */
final class OrphanedBackends {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(50);

    private OrphanedBackends() {}

    /** Ends them: politely, then forcibly, which crash recovery makes up for. The postmaster must be gone. */
    static void end(Path dataDirectory) throws IOException, InterruptedException {
        Path data = dataDirectory.toRealPath();
        of(data).forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (!of(data).isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(STEP.toMillis());
        }
        of(data).forEach(ProcessHandle::destroyForcibly);
    }

    /** Every process of PostgreSQL works in its data directory. */
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
