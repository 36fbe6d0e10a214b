package org.chattycat.app.browser;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chattycat.app.MediaApp;
import org.chattycat.browser.Chromium;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Measures the whole product: the time from a click on <em>Join again</em>, in a page that is loaded, to the first frame of
 * the other participant, with the steps between. Prints one JSON line.
 */
public final class JoinBench {
    private static final int WARM_UP = 10;
    private static final int JOINS = 30;
    /** Longer than the interval between keyframe requests, so that no join waits because of the join before. */
    private static final int PAUSE_MS = 800;

    private JoinBench() {}

    public static void main(String[] arguments) throws Exception {
        // Standard output is for the figures alone; the application prints its ready line there.
        PrintStream figures = System.out;
        System.setOut(System.err);
        Path data = Files.createTempDirectory("chatty-cat-bench");
        try (ConfigurableApplicationContext app =
                        SpringApplication.run(MediaApp.class, "--server.port=0", "--chattycat.data-dir=" + data);
                Chromium chromium = new Chromium()) {
            int port = ((WebServerApplicationContext) app).getWebServer().getPort();
            print(figures, joins(chromium, "http://localhost:" + port));
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        System.exit(0);
    }

    private static List<Map<String, Number>> joins(Chromium chromium, String url) {
        List<Map<String, Number>> joins = new ArrayList<>();
        try (Person ann = new Person(chromium.browser(), url);
                Person bob = new Person(chromium.browser(), url).watchingJoins()) {
            ann.signIn("ann@example.org");
            bob.signIn("bob@example.org");
            String room = ann.createMeeting();
            ann.button("Start video").click();
            bob.joinByCode(room.substring(room.lastIndexOf('/') + 1));
            bob.awaitMovingPictureOf("ann");
            for (int i = 0; i < WARM_UP + JOINS; i++) {
                bob.button("Leave").click();
                bob.page().waitForTimeout(PAUSE_MS);
                bob.button("Rejoin").click();
                Map<String, Number> marks = bob.joinMarks();
                if (i >= WARM_UP) {
                    joins.add(marks);
                }
            }
        }
        return joins;
    }

    private static void print(PrintStream figures, List<Map<String, Number>> joins) {
        figures.printf(
                Locale.ROOT,
                "{\"bench\":\"join\",\"scenario\":\"page\",\"joins\":%d,\"openP50Ms\":%.0f,\"joinedP50Ms\":%.0f,"
                        + "\"viewingP50Ms\":%.0f,\"iceP50Ms\":%.0f,\"connectedP50Ms\":%.0f,"
                        + "\"firstFrameP50Ms\":%.0f,\"firstFrameP95Ms\":%.0f}%n",
                joins.size(),
                percentile(joins, "open", 50),
                percentile(joins, "joined", 50),
                percentile(joins, "viewing", 50),
                percentile(joins, "ice connected", 50),
                percentile(joins, "connected", 50),
                percentile(joins, "picture", 50),
                percentile(joins, "picture", 95));
    }

    private static double percentile(List<Map<String, Number>> joins, String mark, int percent) {
        double[] sorted = joins.stream()
                .mapToDouble(marks -> marks.get(mark).doubleValue())
                .sorted()
                .toArray();
        return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
    }
}
