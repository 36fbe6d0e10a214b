package org.chattycat.kurento.embedded.objects;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Memory and CPU usage of this process. */
final class ProcessUsage {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private ProcessUsage() {}

    /** Resident memory, or the used heap if the system does not report it. */
    static long memoryKib() {
        if (Files.isReadable(STATUS)) {
            try (Stream<String> lines = Files.lines(STATUS)) {
                return lines.filter(line -> line.startsWith(RESIDENT))
                        .map(line -> line.replaceAll("\\D", ""))
                        .mapToLong(Long::parseLong)
                        .findAny()
                        .orElseGet(ProcessUsage::heapKib);
            } catch (IOException e) {
                return heapKib();
            }
        }
        return heapKib();
    }

    /** Percentage of all processors that this process uses during the interval. */
    static CompletionStage<Double> cpuPercent(int intervalMillis) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpuNanos = system.getProcessCpuTime();
        long startNanos = System.nanoTime();
        return CompletableFuture.supplyAsync(
                () -> {
                    double elapsedNanos = Math.max(1, System.nanoTime() - startNanos);
                    double used = system.getProcessCpuTime() - cpuNanos;
                    return 100 * used / elapsedNanos / system.getAvailableProcessors();
                },
                CompletableFuture.delayedExecutor(intervalMillis, TimeUnit.MILLISECONDS));
    }

    private static long heapKib() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1024;
    }
}
