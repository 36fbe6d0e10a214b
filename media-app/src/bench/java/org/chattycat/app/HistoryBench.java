package org.chattycat.app;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chattycat.app.browser.HistoryPageBench;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.latency.LiveValues;
import org.chattycat.app.platform.database.DatabaseAddress;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * Measures what the history page asks for, over HTTP, on a meeting of 24 hours among others. The first argument is the number of
 * samples in all meetings, and others are the scenarios to measure. Prints one JSON line for each scenario.
 */
public final class HistoryBench {
    /** Requests of the floor before anything is measured: the JVM compiles what all requests have in common. */
    private static final int FIRST_WARM_UP = 1000;

    private static final int WARM_UP = 60;
    private static final int REQUESTS = 100;
    private static final int DEFAULT_SAMPLES = 2_000_000;
    private static final int MEETINGS = 500;
    /** As many as one comparison has. */
    private static final int COMPARED = 4;

    /** What one clock gives. */
    private static final int PER_SECOND = 10;

    private static final int LONG_SAMPLES = PER_SECOND * HistoryData.SECONDS;

    private static final String FLOOR = "{ me { id } }";
    private static final String EXPORT = "export";
    private static final String SUBSCRIBERS = "subscribers";
    private static final String PAGE = "page";
    private static final String EMAIL = "ada@example.org";

    private final PrintStream figures;
    private final HistoryData data;
    private final TestBrowser ada;
    private final Instant start;
    private final Instant end;
    /** The scenarios to measure; empty for all. */
    private final Set<String> chosen;

    private HistoryBench(PrintStream figures, HistoryData data, TestBrowser ada, Set<String> chosen) {
        this.figures = figures;
        this.data = data;
        this.ada = ada;
        this.start = data.start();
        this.end = start.plusSeconds(HistoryData.SECONDS);
        this.chosen = chosen;
    }

    public static void main(String[] arguments) throws Exception {
        // Standard output is for the figures alone; the application prints its ready line there.
        PrintStream figures = System.out;
        System.setOut(System.err);
        int samples = arguments.length == 0 ? DEFAULT_SAMPLES : Integer.parseInt(arguments[0]);
        Set<String> chosen = Arrays.stream(arguments).skip(1).collect(Collectors.toSet());
        Path data = Files.createTempDirectory("chatty-cat-bench");
        try (ConfigurableApplicationContext app = SpringApplication.run(
                MediaApp.class,
                "--server.port=0",
                "--chattycat.data-dir=" + data,
                "--chattycat.connections.per-client=2000",
                "--chattycat.graphql.points-per-account.count=2000000000")) {
            int port = ((WebServerApplicationContext) app).getWebServer().getPort();
            DatabaseAddress address = app.getBean(DatabaseAddress.class);
            TestBrowser ada = new TestBrowser("http://localhost:" + port);
            ada.signIn(EMAIL);
            // As the owner of the tables, who may analyze them.
            JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(
                    address.jdbcUrl(),
                    "chattycat",
                    Files.readString(data.resolve("postgresql/password")).strip()));
            HistoryBench bench = new HistoryBench(figures, new HistoryData(jdbc), ada, chosen);
            if (!chosen.equals(Set.of(SUBSCRIBERS))) {
                bench.run(samples);
            }
            if (bench.measures(SUBSCRIBERS)) {
                double[] ms = new SubscribersBench(ada.base(), jdbc, app.getBean(LiveValues.class)).run(ada);
                bench.print(
                        SUBSCRIBERS,
                        "\"subscribers\":%d,\"p50Ms\":%.1f,\"p95Ms\":%.1f"
                                .formatted(SubscribersBench.SUBSCRIBERS, ms[ms.length / 2], ms[ms.length * 95 / 100]));
            }
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        System.exit(0);
    }

    private boolean measures(String scenario) {
        return chosen.isEmpty() || chosen.contains(scenario);
    }

    /** Where only the file is measured, it is one of all samples, and needs no roll-ups. */
    private void run(int samples) throws IOException, InterruptedException {
        UUID meeting = GraphQl.createMeeting(ada);
        boolean exportOnly = chosen.equals(Set.of(EXPORT));
        int longSamples = exportOnly ? samples : Math.min(LONG_SAMPLES, samples);
        data.store(meeting, longSamples, HistoryData.SECONDS);
        if (!exportOnly) {
            data.storeQuality(meeting);
            List<UUID> compared = storeOthers((samples - longSamples) / (MEETINGS - 1));
            double seconds = data.rollUp();
            if (measures("rollUp")) {
                print("rollUp", "\"rowsPerSecond\":%.0f".formatted(samples / seconds));
            }
            data.analyze();
            for (int i = 0; i < FIRST_WARM_UP; i++) {
                ask(FLOOR);
            }
            queries(meeting, compared).forEach((scenario, query) -> {
                if (measures(scenario)) {
                    measure(scenario, query);
                }
            });
        }
        if (measures(PAGE)) {
            HistoryPageBench.run(ada.base(), EMAIL, meeting, values -> print(PAGE, values));
        }
        if (measures(EXPORT)) {
            new ExportBench(ada, meeting, start, end).run(longSamples, values -> print(EXPORT, values));
        }
    }

    /** @return as many of them as are compared with the long one */
    private List<UUID> storeOthers(int samples) {
        List<UUID> compared = new ArrayList<>();
        for (int i = 1; i < MEETINGS && samples > 0; i++) {
            UUID other = data.otherMeeting(i);
            data.store(other, samples, Math.max(1, samples / PER_SECOND));
            if (compared.size() < COMPARED - 1) {
                compared.add(other);
            }
        }
        return compared;
    }

    private Map<String, String> queries(UUID meeting, List<UUID> others) {
        String range = "range: { from: \"%s\", to: \"%s\" }".formatted(start, end);
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("floor", FLOOR);
        queries.put(
                "latencyHistory",
                in(
                        meeting,
                        "latencyHistory(" + range
                                + ", maxPoints: 1000) { resolution lines { participantId source buckets {"
                                + " startsAt count p5Ms p50Ms p95Ms } } }"));
        queries.put(
                "latencyHistoryByMinute",
                in(
                        meeting,
                        "latencyHistory(" + range
                                + ", maxPoints: 1500) { resolution lines { participantId source buckets {"
                                + " startsAt count p5Ms p50Ms p95Ms } } }"));
        queries.put(
                "latencyHistoryOfAnHour",
                in(
                        meeting,
                        "latencyHistory(range: { from: \"%s\", to: \"%s\" }, maxPoints: 1000) { lines { buckets { p50Ms } } }"
                                .formatted(start, start.plus(Duration.ofHours(1)))));
        queries.put(
                "summary",
                in(meeting, "latencySummary(" + range + ") { lines { count meanMs sdMs p50Ms p95Ms p99Ms } }"));
        queries.put(
                "summaryWithIntervals",
                in(
                        meeting,
                        "latencySummary(" + range
                                + ") { lines { count p50Ms intervals { p50 { lowerMs upperMs } p95 { lowerMs upperMs } } } }"));
        queries.put(
                "intervalsOfThreeHours",
                in(
                        meeting,
                        "latencySummary(range: { from: \"%s\", to: \"%s\" }) { lines { intervals { p50 { lowerMs upperMs } } } }"
                                .formatted(start, start.plus(Duration.ofHours(3)))));
        queries.put(
                "distribution", in(meeting, "latencyDistribution(" + range + ") { count bins { fromMs toMs count } }"));
        queries.put(
                "quality",
                in(
                        meeting,
                        "videoQuality(" + range
                                + ", maxPoints: 1000) { lines { participantId buckets { startsAt lossPercent"
                                + " jitterMs framesPerSecond freezes brightness sharpness } } }"));
        if (!others.isEmpty()) {
            List<UUID> compared = new ArrayList<>(others);
            compared.add(0, meeting);
            queries.put("compare", compare(compared, Duration.ofMinutes(30)));
        }
        queries.put("compareLongest", compare(Collections.nCopies(COMPARED, meeting), Duration.ofHours(3)));
        queries.put(
                "meetings",
                "{ meetings(first: 10) { edges { node { id createdAt startedAt endedAt host participants(first: 50) {"
                        + " id displayName leftAt } latencyOverview { p50Ms sparkline } } } pageInfo { hasNextPage endCursor } } }");
        return queries;
    }

    private static String in(UUID meeting, String field) {
        return "{ meeting(id: \"" + meeting + "\") { " + field + " } }";
    }

    private String compare(List<UUID> meetings, Duration length) {
        String spans = meetings.stream()
                .map(id -> "{ meetingId: \"%s\", range: { from: \"%s\", to: \"%s\" } }"
                        .formatted(id, start, start.plus(length)))
                .collect(Collectors.joining(", "));
        return "{ compareMeetings(spans: [" + spans
                + "]) { spans { medianMs seconds bins { fromMs toMs count } lossPercent }"
                + " differences { verdict sentence medianMs lowerMs upperMs lossPercent { value lower upper } } } }";
    }

    private void measure(String scenario, String query) {
        double[] ms = new double[REQUESTS];
        int bytes = 0;
        for (int i = -WARM_UP; i < REQUESTS; i++) {
            long began = System.nanoTime();
            bytes = ask(query).length();
            if (i >= 0) {
                ms[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(ms);
        print(
                scenario,
                "\"p50Ms\":%.1f,\"p95Ms\":%.1f,\"bytes\":%d"
                        .formatted(ms[REQUESTS / 2], ms[REQUESTS * 95 / 100 - 1], bytes));
    }

    private String ask(String query) {
        HttpResponse<String> answer = ada.postJson("/graphql", Map.of("query", query));
        if (answer.statusCode() != 200 || answer.body().contains("\"errors\"")) {
            throw new IllegalStateException(query + ": " + answer.body());
        }
        return answer.body();
    }

    private void print(String scenario, String values) {
        figures.printf(Locale.ROOT, "{\"bench\":\"history\",\"scenario\":\"%s\",%s}%n", scenario, values);
    }
}
