package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.chattycat.app.OwnerOf;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.platform.database.DatabaseAddress;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/**
 * What the queries of the history page read among a million measurements, by the plans with which PostgreSQL executed them.
 * {@code docs/query-plans.md} lists the same.
 */
@CountedStatementsTest
class QueryPlansIT {
    private static final String WRITE = "chattycat.write-query-plans";
    private static final DateTimeFormatter DAY_OF_PARTITION =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final double SECONDS = MillionMeasurements.SECONDS;
    private static final double MINUTES = MillionMeasurements.SECONDS / 60 + 1;
    /** Rows of tables that have few of them for a meeting, such as participants. */
    private static final double FEW = 400;

    private static final Set<String> MEASURED = Set.of(
            "latency_sample",
            "latency_window",
            "video_quality_window",
            "viewer_quality_window",
            "latency_minute",
            "video_quality_minute");

    /**
     * The most rows that a query reads of each table with measurements. {@code $whole} is the range of a meeting. {@code $half} is
     * a half minute of it that lies in one minute and begins at {@code $from}.
     */
    private static final Map<String, Map<String, Double>> QUERIES = new LinkedHashMap<>();

    static {
        // A page of the list reads the roll-ups of its meetings twice: once to choose the kind of clock.
        QUERIES.put(
                "{ meetings(first: 10) { edges { node { id participants(first: 50) { id } latencyOverview { p50Ms"
                        + " sparkline } } } } }",
                Map.of("latency_minute", 2 * 10 * MINUTES));
        // Parts of minutes at the ends come from samples.
        inMeeting(
                "latencySummary(range: $whole) { lines { count p50Ms } refused { reason count } }",
                Map.of("latency_minute", MINUTES, "video_quality_minute", MINUTES, "latency_sample", 240.0));
        inMeeting(
                "latencySummary(range: $half) { lines { count p50Ms } }",
                Map.of("latency_sample", 60.0, "latency_minute", 1.0));
        inMeeting(
                "latencyHistory(range: $whole, resolution: \"PT1M\") { lines { buckets { p50Ms } } }",
                Map.of("latency_minute", MINUTES));
        inMeeting(
                "latencyHistory(range: $half, resolution: \"PT5S\") { lines { buckets { p50Ms } } }",
                Map.of("latency_sample", 60.0));
        inMeeting(
                "latencyDistribution(range: $whole) { bins { count } }",
                Map.of("latency_minute", MINUTES, "latency_sample", 240.0));
        inMeeting(
                "videoQuality(range: $whole, resolution: \"PT1M\") { lines { buckets { lossPercent } } }",
                Map.of("video_quality_minute", MINUTES));
        inMeeting(
                "videoQuality(range: $half, resolution: \"PT5S\") { lines { buckets { lossPercent } } }",
                Map.of("video_quality_window", 30.0));
        inMeeting(
                "glassToGlass(range: $whole) { lines { buckets { p50Ms } } }",
                Map.of("viewer_quality_window", SECONDS));
        inMeeting(
                "glassToGlass(range: $half, resolution: \"PT5S\") { lines { buckets { p50Ms } } }",
                Map.of("viewer_quality_window", 30.0));
        inMeeting(
                "latencySamples(first: 100, range: { from: $from }) { edges { node { id } } }",
                Map.of("latency_sample", 101.0));
        // It expects fewer rows than there are, and then sorting them costs less than reading in order.
        inMeeting(
                "viewerQuality(first: 100, range: { from: $from }) { edges { node { id } } }",
                Map.of("viewer_quality_window", SECONDS - 600));
        inMeeting("timeline(first: 100) { edges { node { id } } }", Map.of("latency_minute", MINUTES));
        // Of each span its seconds, and the errors of its clocks in at most 200 of them.
        QUERIES.put(
                "{ compareMeetings(spans: [{ meetingId: $meeting, range: $whole }, { meetingId: $meeting, range: $whole }])"
                        + " { differences { sentence } } }",
                Map.of("latency_window", 2 * SECONDS, "video_quality_window", 2 * SECONDS, "latency_sample", 400.0));
    }

    @Autowired
    private People people;

    @Autowired
    private DatabaseAddress address;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private CountedStatements statements;

    private final SoftAssertions softly = new SoftAssertions();

    private static void inMeeting(String field, Map<String, Double> most) {
        QUERIES.put("{ meeting(id: $meeting) { " + field + " } }", most);
    }

    @Test
    void queriesReadNoMoreThanTheyNeed() throws IOException {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@plans.example");
        MillionMeasurements data = new MillionMeasurements(
                new JdbcTemplate(
                        new DriverManagerDataSource(address.jdbcUrl(), address.username(), address.password())),
                new OwnerOf(database));
        UUID meeting = data.store(ada);
        String day = DAY_OF_PARTITION.format(data.newest());
        QueryPlansPage page = new QueryPlansPage();
        QUERIES.forEach((query, most) -> {
            List<QueryPlan> plans = explain(ada, filled(query, meeting, data));
            check(query, day, most, plans);
            page.add(
                    query,
                    most,
                    plans.stream().flatMap(plan -> plan.scans().stream()).toList());
        });
        softly.assertAll();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(QueryPlansPage.PATH, page.text());
        }
        assertThat(QueryPlansPage.withoutScans(Files.readString(QueryPlansPage.PATH)))
                .as(
                        "%s differs from the queries of this test. Write it anew: run this test with -D%s=true",
                        QueryPlansPage.PATH, WRITE)
                .isEqualTo(QueryPlansPage.withoutScans(page.text()));
    }

    private static String filled(String query, UUID meeting, MillionMeasurements data) {
        String from = "\"" + data.newest().plusSeconds(600) + "\"";
        return query.replace("$meeting", "\"" + meeting + "\"")
                .replace(
                        "$whole",
                        "{ from: \"%s\", to: \"%s\" }"
                                .formatted(data.newest(), data.newest().plusSeconds(MillionMeasurements.SECONDS)))
                .replace(
                        "$half",
                        "{ from: %s, to: \"%s\" }".formatted(from, data.newest().plusSeconds(630)))
                .replace("$from", from);
    }

    private List<QueryPlan> explain(TestBrowser browser, String document) {
        return statements.explain(() -> {
            JsonNode answer = GraphQl.ask(browser, document, Map.of());
            assertThat(answer.has("errors")).as(document + answer).isFalse();
        });
    }

    private void check(String query, String day, Map<String, Double> most, List<QueryPlan> plans) {
        boolean ends = !query.contains("$from");
        Map<String, Double> rows = new TreeMap<>();
        for (QueryPlan.Scan scan :
                plans.stream().flatMap(plan -> plan.scans().stream()).toList()) {
            rows.merge(scan.table(), scan.rows(), Double::sum);
            softly.assertThat(isNeeded(scan.partition(), day, ends))
                    .as(scan + " is needed for " + query)
                    .isTrue();
            if (scan.rows() > 0 && scan.isSequential()) {
                softly.assertThat(scan.table())
                        .as("read from the beginning for " + query)
                        .doesNotMatch(".*_(sample|window|minute)");
            }
        }
        softly.assertThat(rows.keySet())
                .as("proves that something was recorded: " + query)
                .containsAll(most.keySet());
        rows.forEach((table, read) -> softly.assertThat(read)
                .as("rows of " + table + " for " + query)
                .isLessThanOrEqualTo(MEASURED.contains(table) ? most.getOrDefault(table, 0.0) : FEW));
    }

    /** Whether it is that of the day, or none of a day. Without an end, later days are looked at, where there is nothing yet. */
    private static boolean isNeeded(String partition, String day, boolean ends) {
        if (!partition.matches(".*_\\d{8}")) {
            return true;
        }
        String found = partition.substring(partition.length() - day.length());
        return ends ? found.equals(day) : found.compareTo(day) >= 0;
    }
}
