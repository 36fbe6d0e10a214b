package org.chattycat.app.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a JVM holds.
 *
 * @param heapMiB after a full collection
 * @param rssMiB resident memory
 */
record ProcessState(double heapMiB, double rssMiB, long threads, long descriptors) {
    private static final double MIB = 1 << 20;

    /** Lets the JVM collect its garbage first. */
    static ProcessState of(long pid) throws IOException {
        double heapMiB = heapBytes(pid) / MIB;
        Path folder = Path.of("/proc/" + pid);
        List<String> status = Files.readAllLines(folder.resolve("status"));
        try (Stream<Path> descriptors = Files.list(folder.resolve("fd"))) {
            return new ProcessState(
                    heapMiB, number(status, "VmRSS:") / 1024.0, number(status, "Threads:"), descriptors.count());
        }
    }

    private static long number(List<String> status, String field) {
        return status.stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** The histogram of live objects, for which the JVM makes a full collection, ends with a line of totals. */
    private static long heapBytes(long pid) throws IOException {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process histogram = new ProcessBuilder(program, Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String said = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return totalBytes(said);
    }

    static long totalBytes(String histogram) throws IOException {
        String[] words = histogram
                .strip()
                .substring(histogram.strip().lastIndexOf('\n') + 1)
                .split("\\s+");
        if (words.length != 3 || !words[0].equals("Total")) {
            throw new IOException("jcmd says: " + histogram);
        }
        return Long.parseLong(words[2]);
    }
}
