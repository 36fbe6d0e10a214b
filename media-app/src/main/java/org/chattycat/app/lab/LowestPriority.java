package org.chattycat.app.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * What stands before a command so that it gives way to everything else: the lowest priority for processor and disk, one core,
 * and a limit on memory and file sizes. Each part is used only where it exists and is permitted.
 */
final class LowestPriority {
    private static final Logger log = LoggerFactory.getLogger(LowestPriority.class);
    /** The largest file that the process writes is OpenCV's library, with about 70 MB. */
    private static final DataSize MAX_FILE = DataSize.ofMegabytes(256);
    /** Starting a program that ends at once. */
    private static final long PROBE_SECONDS = 5;

    private LowestPriority() {}

    /** @param memory that the process may allocate */
    static List<String> prefix(DataSize memory) {
        List<String> prefix = new ArrayList<>();
        String core = Integer.toString(Runtime.getRuntime().availableProcessors() - 1);
        for (List<String> part : List.of(
                List.of("nice", "-n", "19"),
                List.of("chrt", "--idle", "0"),
                List.of("ionice", "-c", "3"),
                List.of("taskset", "-c", core),
                List.of("prlimit", "--core=0", "--fsize=" + MAX_FILE.toBytes(), "--data=" + memory.toBytes()))) {
            if (works(part)) {
                prefix.addAll(part);
            } else {
                log.info("Analyses in the lab run without {}, which does not work here", part.get(0));
            }
        }
        return List.copyOf(prefix);
    }

    private static boolean works(List<String> part) {
        List<String> command = new ArrayList<>(part);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
