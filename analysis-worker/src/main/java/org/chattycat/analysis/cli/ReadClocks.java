package org.chattycat.analysis.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chattycat.analysis.qr.ClockReader;
import org.chattycat.analysis.qr.CodeDetection;
import org.chattycat.analysis.qr.ScanEffort;
import org.chattycat.analysis.video.PictureFile;

/**
 * Reads the codes in video and image files and prints them as CSV: a header line, then one row per code and frame.
 *
 * <p>Exit status: 0; 1 if a file could not be read (the others are still read); 2 for a wrong command line.
 */
public final class ReadClocks {
    private static final String USAGE = "usage: read-clocks [--recorded-at INSTANT] FILE…";

    private final PrintStream out;
    private final PrintStream err;

    ReadClocks(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int status = new ReadClocks(out, System.err).run(args);
        out.flush();
        System.exit(status);
    }

    int run(String... args) {
        Optional<Instant> recordedAt = Optional.empty();
        List<String> files = new ArrayList<>();
        try {
            for (int i = 0; i < args.length; i++) {
                if (args[i].equals("--recorded-at") && i + 1 < args.length) {
                    recordedAt = Optional.of(Instant.parse(args[++i]));
                } else if (args[i].startsWith("--")) {
                    return usage("what is " + args[i] + "?");
                } else {
                    files.add(args[i]);
                }
            }
        } catch (DateTimeException e) {
            return usage("--recorded-at takes an instant such as 2026-03-01T09:30:00Z");
        }
        return files.isEmpty() ? usage("no file given") : read(files, recordedAt);
    }

    private int read(List<String> files, Optional<Instant> recordedAt) {
        out.println(CsvRow.HEADER);
        int status = 0;
        for (String name : files) {
            try {
                read(Path.of(name), recordedAt);
            } catch (IOException | RuntimeException e) {
                // Libraries throw unchecked exceptions for malformed files and names. The other files are still read.
                err.println("read-clocks: " + name + ": " + e.getMessage());
                status = 1;
            }
        }
        return status;
    }

    private void read(Path file, Optional<Instant> recordedAt) throws IOException {
        try (PictureFile pictures = PictureFile.open(file);
                ClockReader reader = new ClockReader()) {
            pictures.forEach((frame, luma) -> {
                for (CodeDetection detection : reader.read(luma, ScanEffort.THOROUGH)) {
                    out.println(CsvRow.of(file, frame, detection, recordedAt));
                }
            });
        }
    }

    private int usage(String problem) {
        err.println("read-clocks: " + problem);
        err.println(USAGE);
        return 2;
    }
}
