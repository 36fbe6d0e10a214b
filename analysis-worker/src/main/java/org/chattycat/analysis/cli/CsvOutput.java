package org.chattycat.analysis.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * CSV (RFC 4180, though lines end as the platform's do): a row per code, or per pair of clocks. A frame without a code has one
 * row without a text.
 */
final class CsvOutput implements Output {
    static final String HEADER = "file,frame,text,utc,zone,reason,stage,micros,seconds,width,height,wall,id,place,"
            + "x1,y1,x2,y2,x3,y3,x4,y4,arrived,latency_ms";
    static final String PAIRS_HEADER =
            "file,frame,seconds,ahead,behind,ahead_text,behind_text,difference_ms,low_ms,high_ms";
    private static final int CORNERS = 8;

    private final PrintStream out;
    private final boolean pairs;

    /** @param pairs whether to print pairs of clocks instead of codes */
    CsvOutput(PrintStream out, boolean pairs) {
        this.out = out;
        this.pairs = pairs;
    }

    @Override
    public void begin() {
        out.println(pairs ? PAIRS_HEADER : HEADER);
    }

    @Override
    public void frame(FrameReport frame) {
        if (pairs) {
            return;
        }
        if (frame.codes().isEmpty()) {
            print(row(
                    frame,
                    Stream.generate(() -> null).limit(5),
                    frame.micros(),
                    Stream.generate(() -> null).limit(3 + CORNERS),
                    null));
        }
        for (CodeReport code : frame.codes()) {
            print(row(
                    frame,
                    Stream.of(code.text(), code.utc(), code.zone(), code.reason(), code.stage()),
                    code.micros(),
                    Stream.concat(
                            Stream.of(code.wall(), code.id(), code.place()),
                            Arrays.stream(code.corners()).boxed()),
                    code.latencyMs()));
        }
    }

    private static Stream<?> row(FrameReport frame, Stream<?> reading, long micros, Stream<?> place, Double latencyMs) {
        Stream<?> before = Stream.concat(Stream.of(frame.file(), frame.frame()), reading);
        Stream<?> after = Stream.of(micros, seconds(frame.seconds()), frame.width(), frame.height());
        Stream<?> start = Stream.concat(Stream.concat(before, after), place);
        return Stream.concat(start, Arrays.stream(new Object[] {frame.arrived(), latencyMs}));
    }

    @Override
    public void pair(PairReport pair) {
        if (pairs) {
            print(Stream.of(
                    pair.file(),
                    pair.frame(),
                    seconds(pair.seconds()),
                    pair.ahead(),
                    pair.behind(),
                    pair.aheadText(),
                    pair.behindText(),
                    pair.differenceMs(),
                    pair.lowMs(),
                    pair.highMs()));
        }
    }

    private void print(Stream<?> fields) {
        out.println(fields.map(field -> field == null ? "" : quoted(field.toString()))
                .collect(Collectors.joining(",")));
    }

    private static String seconds(Double seconds) {
        return seconds == null ? null : String.format(Locale.ROOT, "%.4f", seconds);
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    @Override
    public void summary(String file, FileStatistic statistic) {
        // Only JSON has its summary among the rows.
    }

    @Override
    public void error(String file, String message) {
        // Standard error has it.
    }

    @Override
    public void progress(String file, double part) {
        // Standard error has it, if it is wanted.
    }
}
