package org.chattycat.analysis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.chattycat.analysis.pipeline.TapCycles;

/** Measures the native memory that thousands of taps leave behind ({@link TapCycles}), in a process of its own. */
final class TapsRound {
    private static final int TAPS = 3_000;
    private static final int WARM_UP = 2_000;
    private static final int LIMIT_MINUTES = 5;

    private TapsRound() {}

    static void run() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TapsRound.class.getName())
                .inheritIO()
                .start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
    }

    public static void main(String[] arguments) throws IOException {
        TapCycles.Result result = TapCycles.run(WARM_UP, TAPS);
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"analyse\",\"scenario\":\"taps\",\"taps\":%d,\"residentMb\":%.1f,\"growthKb\":%d,"
                        + "\"growthBytesPerTap\":%.0f}%n",
                result.taps(),
                result.beforeKb() / 1024.0,
                result.growthKb(),
                1024.0 * result.growthKb() / result.taps());
        System.exit(0);
    }
}
