package org.chattycat.analysis.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The command line of {@code read-clocks}. */
record Options(
        boolean json,
        boolean progress,
        boolean pairs,
        Optional<Path> plot,
        OptionalDouble exposureMs,
        Optional<Instant> recordedAt,
        OptionalDouble maxSeconds,
        OptionalDouble withinSeconds,
        List<String> files) {
    static final String USAGE = """
            usage: read-clocks [OPTION…] FILE…

            Prints a row for each code in each frame of IVF, WebM, MP4, MOV, PNG and JPEG files, as CSV.

              --json                 JSON lines instead of CSV
              --pairs                the differences of clocks that share a frame, instead of the codes
              --plot FILE            with --pairs: draws the differences into an SVG file
              --exposure MS          with --pairs: the camera's exposure, if known; otherwise one frame
              --recorded-at INSTANT  when the files were recorded, such as 2026-03-01T09:30:00Z, for clocks without zone
              --max-duration SECONDS refuses longer videos
              --within SECONDS       ends the reading of each file after this time, with what was found
              --progress             progress on standard error; the launcher adds it on a terminal
              --                     what follows are files
            """;

    /** Longer exposures do not exist in video. */
    private static final double MAX_EXPOSURE_MS = 1000;

    /** The command line is wrong; the message says how. */
    static final class UsageException extends Exception {
        UsageException(String message) {
            super(message);
        }
    }

    static Options of(String... args) throws UsageException {
        Parser parser = new Parser(args);
        return parser.parse();
    }

    private static final class Parser {
        private final String[] args;
        private int next;
        private boolean json;
        private boolean progress;
        private boolean pairs;
        private Optional<Path> plot = Optional.empty();
        private OptionalDouble exposureMs = OptionalDouble.empty();
        private Optional<Instant> recordedAt = Optional.empty();
        private OptionalDouble maxSeconds = OptionalDouble.empty();
        private OptionalDouble withinSeconds = OptionalDouble.empty();
        private final List<String> files = new ArrayList<>();

        Parser(String... args) {
            this.args = args;
        }

        Options parse() throws UsageException {
            boolean filesOnly = false;
            while (next < args.length) {
                String arg = args[next++];
                if (filesOnly || !arg.startsWith("--")) {
                    files.add(arg);
                } else if (arg.equals("--")) {
                    filesOnly = true;
                } else {
                    option(arg);
                }
            }
            if (files.isEmpty()) {
                throw new UsageException("no file given");
            }
            if (!pairs && (plot.isPresent() || exposureMs.isPresent())) {
                throw new UsageException("--plot and --exposure need --pairs");
            }
            return new Options(
                    json, progress, pairs, plot, exposureMs, recordedAt, maxSeconds, withinSeconds, List.copyOf(files));
        }

        private void option(String name) throws UsageException {
            switch (name) {
                case "--json" -> json = true;
                case "--progress" -> progress = true;
                case "--pairs" -> pairs = true;
                case "--plot" -> plot = Optional.of(path(value(name, "the SVG file to write")));
                case "--exposure" -> exposureMs = OptionalDouble.of(exposure(value(name, "milliseconds")));
                case "--recorded-at" ->
                    recordedAt = Optional.of(instant(value(name, "an instant such as 2026-03-01T09:30:00Z")));
                case "--max-duration" -> maxSeconds = OptionalDouble.of(seconds(name));
                case "--within" -> withinSeconds = OptionalDouble.of(seconds(name));
                default -> throw new UsageException("what is " + name + "?");
            }
        }

        private String value(String name, String what) throws UsageException {
            if (next >= args.length) {
                throw new UsageException(name + " takes " + what);
            }
            return args[next++];
        }

        private double seconds(String name) throws UsageException {
            try {
                double seconds = Double.parseDouble(value(name, "seconds"));
                if (seconds > 0) {
                    return seconds;
                }
            } catch (NumberFormatException e) {
                // Told below, together with numbers out of range.
            }
            throw new UsageException(name + " takes seconds, more than 0");
        }

        private static Path path(String name) throws UsageException {
            try {
                return Path.of(name);
            } catch (InvalidPathException e) {
                throw new UsageException("--plot: " + e.getMessage());
            }
        }

        private static double exposure(String text) throws UsageException {
            try {
                double exposure = Double.parseDouble(text);
                if (exposure > 0 && exposure <= MAX_EXPOSURE_MS) {
                    return exposure;
                }
            } catch (NumberFormatException e) {
                // Told below, together with numbers out of range.
            }
            throw new UsageException("--exposure takes milliseconds, up to 1000");
        }

        private static Instant instant(String text) throws UsageException {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new UsageException("--recorded-at takes an instant such as 2026-03-01T09:30:00Z");
            }
        }
    }
}
