package org.chattycat.analysis.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Counts of the frames of one file, or of several. Its properties are the fields of the JSON summary. */
final class FileStatistic {
    @JsonProperty
    private int width;

    @JsonProperty
    private int height;

    @JsonProperty
    private Double seconds;

    @JsonProperty
    private long frames;

    @JsonProperty
    private long clockFrames;

    @JsonProperty
    private long refusedFrames;

    @JsonProperty
    private long emptyFrames;

    @JsonProperty
    private long damagedFrames;

    @JsonProperty
    private boolean stopped;

    @JsonProperty
    private final Map<String, Long> refused = new TreeMap<>();

    @JsonProperty
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private List<PairSummary> pairs;

    @JsonIgnore
    private long micros;

    void count(FrameReport frame) {
        width = frame.width();
        height = frame.height();
        seconds = frame.seconds();
        frames++;
        micros += frame.micros();
        frame.codes().stream()
                .filter(code -> code.reason() != null)
                .forEach(code -> refused.merge(code.reason(), 1L, Long::sum));
        if (frame.codes().stream().anyMatch(code -> code.code() != null)) {
            clockFrames++;
        } else if (frame.codes().isEmpty()) {
            emptyFrames++;
        } else {
            refusedFrames++;
        }
    }

    /** Adds the counts of another file. */
    void add(FileStatistic file) {
        frames += file.frames;
        clockFrames += file.clockFrames;
        refusedFrames += file.refusedFrames;
        emptyFrames += file.emptyFrames;
        damagedFrames += file.damagedFrames;
        micros += file.micros;
        file.refused.forEach((reason, count) -> refused.merge(reason, count, Long::sum));
    }

    void damaged(long count) {
        damagedFrames = count;
    }

    /** The rest of the file was not read. */
    void stopped(long damagedSoFar) {
        stopped = true;
        damagedFrames = damagedSoFar;
    }

    void pairs(List<PairSummary> summaries) {
        pairs = summaries;
    }

    @JsonProperty
    long meanMicros() {
        return frames == 0 ? 0 : micros / frames;
    }

    /** For people, if pairs were looked for: a line per two clocks. */
    void describePairs(Consumer<String> lines) {
        if (pairs != null && pairs.isEmpty()) {
            lines.accept("no frame shows two clocks");
        } else if (pairs != null) {
            pairs.forEach(pair -> lines.accept(pair.toString()));
        }
    }

    /** For people: "900 frames, 1920x1080, 30.0 s: a clock in 812 (90.2 %), …". */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(counted(frames, "frame"));
        if (width > 0) {
            line.append(", ").append(width).append('x').append(height);
        }
        if (seconds != null) {
            line.append(String.format(Locale.ROOT, ", %.1f s", seconds));
        }
        line.append(String.format(
                Locale.ROOT, ": a clock in %d (%.1f %%)", clockFrames, 100.0 * clockFrames / Math.max(1, frames)));
        if (refusedFrames > 0) {
            line.append(", only refused codes in ").append(refusedFrames);
        }
        if (!refused.isEmpty()) {
            line.append(refused.entrySet().stream()
                    .map(reason -> reason.getKey() + " " + reason.getValue())
                    .collect(Collectors.joining(", ", " (", ")")));
        }
        line.append(", no code in ").append(emptyFrames);
        if (damagedFrames > 0) {
            line.append(", ").append(damagedFrames).append(" more are damaged");
        }
        return line.append(String.format(Locale.ROOT, "; %.1f ms a frame", meanMicros() / 1000.0))
                .toString();
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
