package org.chattycat.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Linux reports of a process and the processes that it started, those that have ended included.
 *
 * @param cpuSeconds user and system time so far
 * @param rssMiB resident memory; pages that processes share count for each
 */
record ProcessUse(double cpuSeconds, double rssMiB) {
    static final ProcessUse NOTHING = new ProcessUse(0, 0);
    /** Linux counts processor time in hundredths of a second (USER_HZ). */
    private static final double TICKS_PER_SECOND = 100;

    static ProcessUse of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(one -> of(one.pid()))
                .reduce(NOTHING, ProcessUse::plus);
    }

    /** Without the processes that it started. */
    static ProcessUse ofThisProcess() {
        return of(ProcessHandle.current().pid());
    }

    private static ProcessUse of(long pid) {
        try {
            Path folder = Path.of("/proc/" + pid);
            return parse(Files.readString(folder.resolve("stat")), Files.readAllLines(folder.resolve("status")));
        } catch (IOException e) {
            // It has ended: its parent has its time.
            return NOTHING;
        }
    }

    static ProcessUse parse(String stat, List<String> status) {
        // The name, in brackets, may contain spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int field = 11; field <= 14; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        double kb = status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
        return new ProcessUse(ticks / TICKS_PER_SECOND, kb / 1024);
    }

    ProcessUse plus(ProcessUse other) {
        return new ProcessUse(cpuSeconds + other.cpuSeconds, rssMiB + other.rssMiB);
    }

    /** Processor time since an earlier moment, in percent of one core. */
    double cpuPercentSince(ProcessUse earlier, double seconds) {
        return 100 * (cpuSeconds - earlier.cpuSeconds) / seconds;
    }
}
