package org.chattycat.analysis.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells how far the reading of a file is: in whole per cents, a few times a second, and nothing for short files. */
final class Progress {
    private static final long INTERVAL_NANOS = 250_000_000L;

    private final Output output;
    private final PrintStream terminal;
    private final LongSupplier nanoTime;
    private final String file;
    private long toldNanos;
    private double told;
    private boolean shown;

    /** @param terminal where a person looks; null if nobody does */
    Progress(String file, Output output, PrintStream terminal, LongSupplier nanoTime) {
        this.file = file;
        this.output = output;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.toldNanos = nanoTime.getAsLong();
    }

    /** @param part of the file that was read, from 0 to 1 */
    void at(double part) {
        double rounded = Math.floor(part * 100) / 100;
        long now = nanoTime.getAsLong();
        if (rounded <= told || now - toldNanos < INTERVAL_NANOS) {
            return;
        }
        told = rounded;
        toldNanos = now;
        output.progress(file, rounded);
        if (terminal != null) {
            terminal.printf(Locale.ROOT, "\r%s: %.0f %%", file, 100 * rounded);
            terminal.flush();
            shown = true;
        }
    }

    /** Removes the line from the terminal. */
    void end() {
        if (shown) {
            terminal.print("\r" + " ".repeat(file.length() + 8) + "\r");
            terminal.flush();
        }
    }
}
