package org.chattycat.app;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
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
 * Measures what the history page asks for, over HTTP, on a meeting of 24 hours among others. The argument is the number of
 * samples in all meetings. Prints one JSON line for each scenario.
 */
public final class HistoryBench {
    private static final int WARM_UP = 60;
    private static final int REQUESTS = 100;
    private static final int DEFAULT_SAMPLES = 2_000_000;
    private static final int MEETINGS = 500;
    /** As many as one comparison has. */
    private static final int COMPARED = 4;

    /** Ten a second of a day. */
    private static final int LONG_SAMPLES = 864_000;

    private final PrintStream figures;
    private final JdbcTemplate jdbc;
    private final TestBrowser ada;
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(25, ChronoUnit.HOURS);

    private HistoryBench(PrintStream figures, JdbcTemplate jdbc, TestBrowser ada) {
        this.figures = figures;
        this.jdbc = jdbc;
        this.ada = ada;
    }

    public static void main(String[] arguments) throws Exception {
        // Standard output is for the figures alone; the application prints its ready line there.
        PrintStream figures = System.out;
        System.setOut(System.err);
        int samples = arguments.length == 0 ? DEFAULT_SAMPLES : Integer.parseInt(arguments[0]);
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
            ada.signIn("ada@example.org");
            // As the owner of the tables, who may analyze them.
            JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(
                    address.jdbcUrl(),
                    "chattycat",
                    Files.readString(data.resolve("postgresql/password")).strip()));
            HistoryBench bench = new HistoryBench(figures, jdbc, ada);
            bench.run(samples);
            double[] ms = new SubscribersBench(ada.base(), jdbc, app.getBean(LiveValues.class)).run(ada);
            bench.print(
                    "subscribers",
                    "\"subscribers\":%d,\"p50Ms\":%.1f,\"p95Ms\":%.1f"
                            .formatted(SubscribersBench.SUBSCRIBERS, ms[ms.length / 2], ms[ms.length * 95 / 100]));
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        System.exit(0);
    }

    private void run(int samples) throws IOException, InterruptedException {
        UUID meeting = GraphQl.createMeeting(ada);
        int longSamples = Math.min(LONG_SAMPLES, samples);
        store(meeting, longSamples);
        storeQuality(meeting);
        int others = (samples - longSamples) / (MEETINGS - 1);
        List<UUID> compared = new ArrayList<>(List.of(meeting));
        for (int i = 1; i < MEETINGS && others > 0; i++) {
            UUID other = otherMeeting(i);
            store(other, others);
            if (compared.size() < COMPARED) {
                compared.add(other);
            }
        }
        rollUp(samples);
        jdbc.execute("analyze");

        String range = "range: { from: \"%s\", to: \"%s\" }".formatted(start, start.plus(24, ChronoUnit.HOURS));
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("floor", "{ me { id } }");
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
                                .formatted(start, start.plus(1, ChronoUnit.HOURS))));
        queries.put(
                "summary",
                in(meeting, "latencySummary(" + range + ") { lines { count meanMs sdMs p50Ms p95Ms p99Ms } }"));
        queries.put(
                "distribution", in(meeting, "latencyDistribution(" + range + ") { count bins { fromMs toMs count } }"));
        queries.put(
                "quality",
                in(
                        meeting,
                        "videoQuality(" + range
                                + ", maxPoints: 1000) { lines { participantId buckets { startsAt lossPercent"
                                + " jitterMs framesPerSecond freezes brightness sharpness } } }"));
        if (compared.size() == COMPARED) {
            queries.put("compare", compare(compared, Duration.ofMinutes(30)));
        }
        queries.put("compareLongest", compare(Collections.nCopies(COMPARED, meeting), Duration.ofHours(3)));
        queries.put(
                "meetings",
                "{ meetings(first: 10) { edges { node { id createdAt startedAt endedAt host participants(first: 50) {"
                        + " id displayName leftAt } latencyOverview { p50Ms sparkline } } } pageInfo { hasNextPage endCursor } } }");
        queries.forEach(this::measure);
        export(meeting, longSamples);
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

    private UUID otherMeeting(int number) {
        return jdbc.queryForObject("""
                with made as (
                    insert into meeting (id, created_by, created_at)
                    select gen_random_uuid(), id, now() - ? * interval '1 hour' from account returning id, created_by
                ), member as (insert into meeting_member (meeting_id, account_id) select id, created_by from made)
                select id from made
                """, UUID.class, number);
    }

    /** Latencies around 200 ms with a slow wave and noise, ten a second. */
    private void store(UUID meeting, int samples) {
        UUID participant = jdbc.queryForObject("""
                insert into participant (id, meeting_id, display_name, resume_token_hash, left_at)
                values (gen_random_uuid(), ?, 'Ada', sha256(gen_random_uuid()::text::bytea), now()) returning id
                """, UUID.class, meeting);
        int chunk = 100_000;
        for (int first = 0; first < samples; first += chunk) {
            jdbc.update(
                    """
                    insert into latency_sample (id, meeting_id, participant_id, publication_id, fencing, arrived_at,
                        last_packet_at, clock_at, latency_ms, lower_ms, upper_ms, estimate_ms, estimate_lower_ms,
                        estimate_upper_ms, code_age_ms, exposure_ms, display_lag_ms, clock_error_ms, worker_clock_error_ms,
                        worker_clock_stepped, source, zone, validity, frame_width, frame_height, code_x, code_y, code_width,
                        code_height, scan_stage, decode_micros, scan_micros, processing_ms)
                    select gen_random_uuid(), ?, ?, ?, 1, at, at, at - ms * interval '1 ms', ms, ms - 50, ms + 20, ms, ms - 40,
                        ms + 15, 33, 17, 30, 2, 0.5, false, 'OWN', 'ZONED', 'VALID', 640, 480, 100, 90, 160, 161, 'HALF', 700, 1900, 6.5
                    from (
                        select ?::timestamptz + n * interval '0.1 s' as at,
                            200 + 40 * sin(n / 20000.0) + 25 * (random() + random() + random() - 1.5) as ms
                        from generate_series(?::integer, ?::integer) as n
                    ) as made
                    """,
                    meeting,
                    participant,
                    participant,
                    start.toString(),
                    first,
                    Math.min(first + chunk, samples) - 1);
        }
        jdbc.update("""
                insert into latency_window (publication_id, meeting_id, participant_id, fencing, starts_at, source, measurements,
                    min_ms, p50_ms, p95_ms, max_ms, validity)
                select ?, ?, ?, 1, ?::timestamptz + n * interval '1 s', 'OWN', 10, ms - 20, ms, ms + 20, ms + 30, 'VALID'
                from (
                    select n, 200 + 40 * sin(n / 2000.0) + 10 * (random() + random() + random() - 1.5) as ms
                    from generate_series(0, ?::integer / 10 - 1) as n
                ) as made
                """, participant, meeting, participant, start.toString(), samples);
    }

    private void storeQuality(UUID meeting) {
        jdbc.update("""
                insert into video_quality_window (publication_id, meeting_id, participant_id, fencing, starts_at,
                    packets_received, packets_lost, bytes_received, jitter_ms, frames_received, frames_decoded, frames_dropped,
                    frames_scanned, frames_shed, keyframe_requests, freezes, frozen_ms, brightness, sharpness, clocks_seen)
                select p.id, ?, p.id, 1, ?::timestamptz + n * interval '1 s', 120, n % 3, 150000, 3 + random(), 30, 30, 0, 10, 0, 0,
                    0, 0, 118, 240, 10
                from participant p, generate_series(0, 86399) as n where p.meeting_id = ?
                """, meeting, start.toString(), meeting);
    }

    /** Everything once more, since the application has rolled up a part while samples were stored. */
    private void rollUp(int samples) throws InterruptedException {
        awaitRollUps();
        jdbc.queryForObject("select mark_all_measured_minutes()", Long.class);
        long began = System.nanoTime();
        awaitRollUps();
        print("rollUp", "\"rowsPerSecond\":%.0f".formatted(samples * 1e9 / (System.nanoTime() - began)));
    }

    private void awaitRollUps() throws InterruptedException {
        while (jdbc.queryForObject("select exists (select from measured_minute)", Boolean.class)) {
            Integer written = jdbc.queryForObject("select roll_up_measurements(500)", Integer.class);
            if (written == 0) {
                Thread.sleep(10);
            }
        }
    }

    private void measure(String scenario, String query) {
        double[] ms = new double[REQUESTS];
        int bytes = 0;
        for (int i = -WARM_UP; i < REQUESTS; i++) {
            long began = System.nanoTime();
            HttpResponse<String> answer = ada.postJson("/graphql", Map.of("query", query));
            if (i >= 0) {
                ms[i] = (System.nanoTime() - began) / 1e6;
            }
            if (answer.statusCode() != 200 || answer.body().contains("\"errors\"")) {
                throw new IllegalStateException(scenario + ": " + answer.body());
            }
            bytes = answer.body().length();
        }
        Arrays.sort(ms);
        print(
                scenario,
                "\"p50Ms\":%.1f,\"p95Ms\":%.1f,\"bytes\":%d"
                        .formatted(ms[REQUESTS / 2], ms[REQUESTS * 95 / 100 - 1], bytes));
    }

    /** Reads the file as fast as it comes, and counts its lines. The second round of each is reported. */
    private void export(UUID meeting, int rows) throws IOException, InterruptedException {
        for (String scenario : List.of("export csv identity", "export jsonl identity", "export csv gzip")) {
            String[] words = scenario.split(" ");
            download(meeting, rows, words);
            HeapGrowth heap = HeapGrowth.watch();
            long began = System.nanoTime();
            long bytes = download(meeting, rows, words);
            double seconds = (System.nanoTime() - began) / 1e9;
            print(
                    "export",
                    "\"format\":\"%s\",\"coding\":\"%s\",\"rows\":%d,\"rowsPerSecond\":%.0f,\"bytes\":%d,\"heapGrowthMiB\":%.1f"
                            .formatted(words[1], words[2], rows, rows / seconds, bytes, heap.growthMiB()));
        }
    }

    private long download(UUID meeting, int rows, String[] words) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        ada.at("/api/meetings/" + meeting + "/samples." + words[1] + "?from=" + start))
                .header("Cookie", ada.cookieHeader())
                .header("Accept-Encoding", words[2])
                .build();
        long lines = 0;
        CountedInput received = new CountedInput(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body());
        try (InputStream body =
                words[2].equals("gzip") ? new GZIPInputStream(received, 1 << 16) : new BufferedInputStream(received)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = body.read(buffer); read > 0; read = body.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        if (lines != rows + 1) {
            throw new IllegalStateException("the file has " + lines + " lines");
        }
        return received.bytes;
    }

    private static final class CountedInput extends FilterInputStream {
        private long bytes;

        CountedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            bytes += Math.max(0, read);
            return read;
        }
    }

    private void print(String scenario, String values) {
        figures.printf(Locale.ROOT, "{\"bench\":\"history\",\"scenario\":\"%s\",%s}%n", scenario, values);
    }
}
