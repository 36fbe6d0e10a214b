package org.chattycat.analysis.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chattycat.analysis.qr.ClockReader;
import org.chattycat.analysis.qr.CodeDetection;
import org.chattycat.analysis.qr.ScanEffort;
import org.chattycat.analysis.video.PictureFile;
import org.opencv.core.Mat;

/**
 * Reads the codes in video and image files and prints them, or the differences of clocks that share a frame. A statistic of each
 * file follows on standard error.
 *
 * <p>Exit status: 0; 1 if a file could not be read (the others are still read); 2 for a wrong command line.
 */
public final class ReadClocks {
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
        try {
            return read(Options.of(args));
        } catch (Options.UsageException e) {
            err.println("read-clocks: " + e.getMessage());
            err.print(Options.USAGE);
            return 2;
        } catch (ClosedOutputException e) {
            return 1;
        }
    }

    /** Nobody reads the output any more: <code>read-clocks … | head</code>. */
    private static final class ClosedOutputException extends RuntimeException {}

    /** A video is longer than it may be. */
    private static final class DurationException extends RuntimeException {
        DurationException(double seconds) {
            super(String.format(Locale.ROOT, "longer than %.0f s", seconds));
        }
    }

    /** The reading of a file may not take longer. */
    private static final class TimeUpException extends RuntimeException {}

    private int read(Options options) {
        Output output = options.json() ? new JsonOutput(out) : new CsvOutput(out, options.pairs());
        PairPlot plot = new PairPlot();
        FileStatistic total = new FileStatistic();
        int status = 0;
        output.begin();
        for (String name : options.files()) {
            try {
                total.add(read(name, options, output, plot));
            } catch (ClosedOutputException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                // Libraries throw unchecked exceptions for malformed files and names. The other files are still read.
                output.error(name, e.getMessage());
                err.println("read-clocks: " + name + ": " + e.getMessage());
                status = 1;
            }
        }
        if (options.files().size() > 1) {
            err.println("all files: " + total);
        }
        return options.plot().isPresent() && !write(plot, options.plot().get()) ? 1 : status;
    }

    private FileStatistic read(String name, Options options, Output output, PairPlot plot) throws IOException {
        FileStatistic statistic = new FileStatistic();
        FilePairs pairs = new FilePairs(options.exposureMs());
        Progress progress =
                new Progress(name, output, options.progress() && !options.json() ? err : null, System::nanoTime);
        Places places = new Places();
        long start = System.nanoTime();
        try (PictureFile pictures = PictureFile.open(Path.of(name));
                ClockReader reader = new ClockReader()) {
            requireLength(pictures.duration(), options);
            ServerTimes times = ServerTimes.of(Path.of(name));
            pictures.forEach((frame, luma) -> {
                requireLength(pictures.seconds(), options);
                if ((System.nanoTime() - start) / 1e9 > options.withinSeconds().orElse(Double.MAX_VALUE)) {
                    statistic.stopped(pictures.damaged());
                    throw new TimeUpException();
                }
                FrameReport report = read(name, frame, luma, pictures, times, reader, places, options);
                output.frame(report);
                statistic.count(report);
                if (options.pairs()) {
                    pairs.add(report);
                }
                progress.at(pictures.progress());
                if (out.checkError()) {
                    throw new ClosedOutputException();
                }
            });
            statistic.damaged(pictures.damaged());
        } catch (TimeUpException e) {
            err.println(name + ": stopped, the rest of the file was not read");
        } finally {
            progress.end();
        }
        if (options.pairs()) {
            List<PairReport> found = pairs.pairs();
            found.forEach(output::pair);
            statistic.pairs(FilePairs.summaries(found));
            plot.add(name, found);
        }
        output.summary(name, statistic);
        err.println(name + ": " + statistic);
        statistic.describePairs(line -> err.println("  " + line));
        return statistic;
    }

    private static void requireLength(OptionalDouble seconds, Options options) {
        double max = options.maxSeconds().orElse(Double.MAX_VALUE);
        if (seconds.isPresent() && seconds.getAsDouble() > max) {
            throw new DurationException(max);
        }
    }

    private static FrameReport read(
            String name,
            long frame,
            Mat luma,
            PictureFile pictures,
            ServerTimes times,
            ClockReader reader,
            Places places,
            Options options) {
        long start = System.nanoTime();
        List<CodeDetection> detections = reader.read(luma, ScanEffort.THOROUGH);
        long micros = (System.nanoTime() - start) / 1000;
        List<Integer> numbers = places.of(detections);
        CodeReport.Picture picture = new CodeReport.Picture(luma.cols(), luma.rows(), pictures.orientation());
        Optional<Instant> arrived = times.arrival(pictures.seconds());
        List<CodeReport> codes = new ArrayList<>();
        for (int i = 0; i < detections.size(); i++) {
            codes.add(CodeReport.of(detections.get(i), numbers.get(i), picture, options.recordedAt(), arrived));
        }
        boolean turned = pictures.orientation().exchangesSides();
        return new FrameReport(
                name,
                frame,
                pictures.seconds().isPresent() ? pictures.seconds().getAsDouble() : null,
                turned ? luma.rows() : luma.cols(),
                turned ? luma.cols() : luma.rows(),
                micros,
                arrived.map(CodeReport::utc).orElse(null),
                codes);
    }

    private boolean write(PairPlot plot, Path file) {
        if (plot.isEmpty()) {
            err.println("read-clocks: nothing to plot: no frame shows two clocks");
            return false;
        }
        try {
            Files.writeString(file, plot.svg());
            return true;
        } catch (IOException e) {
            err.println("read-clocks: cannot write " + file + ": " + e.getMessage());
            return false;
        }
    }
}
