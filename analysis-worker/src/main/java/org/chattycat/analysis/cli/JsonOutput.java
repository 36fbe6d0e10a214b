package org.chattycat.analysis.cli;

import java.io.PrintStream;
import tools.jackson.databind.json.JsonMapper;

/** JSON lines: one object per frame, pair, summary, error and per cent of progress. */
final class JsonOutput implements Output {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;

    JsonOutput(PrintStream out) {
        this.out = out;
    }

    private record PairLine(PairReport pair) {}

    private record SummaryLine(String file, FileStatistic summary) {}

    private record ErrorLine(String file, String error) {}

    private record ProgressLine(double progress, String file) {}

    @Override
    public void begin() {
        // No header.
    }

    @Override
    public void frame(FrameReport frame) {
        print(frame);
    }

    @Override
    public void pair(PairReport pair) {
        print(new PairLine(pair));
    }

    @Override
    public void summary(String file, FileStatistic statistic) {
        print(new SummaryLine(file, statistic));
    }

    @Override
    public void error(String file, String message) {
        print(new ErrorLine(file, message));
    }

    /** Passed on at once, because somebody is waiting for it. */
    @Override
    public void progress(String file, double part) {
        print(new ProgressLine(part, file));
        out.flush();
    }

    private void print(Object line) {
        out.println(JSON.writeValueAsString(line));
    }
}
