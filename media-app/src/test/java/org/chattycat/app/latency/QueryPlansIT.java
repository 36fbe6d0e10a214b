package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
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
 * What the queries of the history page read among 300,000 rows, by the plans with which PostgreSQL executed them.
 */
@CountedStatementsTest
class QueryPlansIT {
    private static final int MEETINGS = 30;
    /** Of each meeting. In a second it has two samples, and a window of the latency, of the video and of a viewer: 300,000 rows. */
    private static final int SECONDS = 2000;

    private static final int DAYS = 10;
    private static final DateTimeFormatter DAY_OF_PARTITION =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    /** Old meetings, of which a few roll-ups are left: so many that an index is worth reading. */
    private static final int OTHER_MEETINGS = 60_000;
    /** Rows of tables that have few of them for a meeting, such as participants. */
    private static final double FEW = 200;

    private static final Set<String> MEASURED = Set.of(
            "latency_sample",
            "latency_window",
            "video_quality_window",
            "viewer_quality_window",
            "latency_minute",
            "video_quality_minute");

    @Autowired
    private People people;

    @Autowired
    private DatabaseAddress address;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private CountedStatements statements;

    private final SoftAssertions softly = new SoftAssertions();
    private final Instant newest = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(10));

    @Test
    void queriesReadNoMoreThanTheyNeed() {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@plans.example");
        UUID meeting = store(ada);
        // Not a whole number of minutes, and a minute of it.
        String from = newest.plusSeconds(600).toString();
        String range = "range: { from: \"%s\", to: \"%s\" }".formatted(from, newest.plusSeconds(630));
        String whole = "range: { from: \"%s\", to: \"%s\" }".formatted(newest, newest.plusSeconds(SECONDS));
        double minutes = SECONDS / 60 + 1;
        Map<String, Map<String, Double>> bounds = Map.ofEntries(
                // A page of the list reads the roll-ups of its meetings twice: once to choose the kind of clock.
                Map.entry(
                        "{ meetings(first: 10) { edges { node { id participants(first: 50) { id } latencyOverview { p50Ms"
                                + " sparkline } } } } }",
                        Map.of("latency_minute", 2 * 10 * minutes)),
                Map.entry(
                        in(meeting, "latencySummary(" + whole + ") { lines { count p50Ms } refused { reason count } }"),
                        // Parts of minutes at the ends come from samples.
                        Map.of("latency_minute", minutes, "video_quality_minute", minutes, "latency_sample", 240.0)),
                Map.entry(
                        in(meeting, "latencySummary(" + range + ") { lines { count p50Ms } }"),
                        Map.of("latency_sample", 60.0, "latency_minute", 1.0)),
                Map.entry(
                        in(
                                meeting,
                                "latencyHistory(" + whole + ", resolution: \"PT1M\") { lines { buckets { p50Ms } } }"),
                        Map.of("latency_minute", minutes)),
                Map.entry(
                        in(
                                meeting,
                                "latencyHistory(" + range + ", resolution: \"PT5S\") { lines { buckets { p50Ms } } }"),
                        Map.of("latency_sample", 60.0)),
                Map.entry(
                        in(meeting, "latencyDistribution(" + whole + ") { bins { count } }"),
                        Map.of("latency_minute", minutes, "latency_sample", 240.0)),
                Map.entry(
                        in(
                                meeting,
                                "videoQuality(" + whole
                                        + ", resolution: \"PT1M\") { lines { buckets { lossPercent } } }"),
                        Map.of("video_quality_minute", minutes)),
                Map.entry(
                        in(
                                meeting,
                                "videoQuality(" + range
                                        + ", resolution: \"PT5S\") { lines { buckets { lossPercent } } }"),
                        Map.of("video_quality_window", 30.0)),
                Map.entry(
                        in(meeting, "glassToGlass(" + whole + ") { lines { buckets { p50Ms } } }"),
                        Map.of("viewer_quality_window", (double) SECONDS)),
                Map.entry(
                        in(
                                meeting,
                                "glassToGlass(" + range + ", resolution: \"PT5S\") { lines { buckets { p50Ms } } }"),
                        Map.of("viewer_quality_window", 30.0)),
                Map.entry(
                        in(
                                meeting,
                                "latencySamples(first: 100, range: { from: \"" + from
                                        + "\" }) { edges { node { id } } }"),
                        Map.of("latency_sample", 101.0)),
                Map.entry(
                        in(
                                meeting,
                                "viewerQuality(first: 100, range: { from: \"" + from
                                        + "\" }) { edges { node { id } } }"),
                        // It expects fewer rows than there are, and then sorting them costs less than reading in order.
                        Map.of("viewer_quality_window", SECONDS - 600.0)),
                Map.entry(
                        in(meeting, "timeline(first: 100) { edges { node { id } } }"),
                        Map.of("latency_minute", minutes)),
                Map.entry(
                        "{ compareMeetings(spans: [%1$s, %1$s]) { differences { sentence } } }"
                                .formatted("{ meetingId: \"" + meeting + "\", " + whole + " }"),
                        // Of each span its seconds, and the errors of its clocks in at most 200 of them.
                        Map.of(
                                "latency_window",
                                2.0 * SECONDS,
                                "video_quality_window",
                                2.0 * SECONDS,
                                "latency_sample",
                                2.0 * 200)));
        bounds.forEach((document, most) -> check(document, most, explain(ada, document)));
        softly.assertAll();
    }

    private static String in(UUID meeting, String field) {
        return "{ meeting(id: \"" + meeting + "\") { " + field + " } }";
    }

    private List<QueryPlan> explain(TestBrowser browser, String document) {
        return statements.explain(() -> {
            JsonNode answer = GraphQl.ask(browser, document, Map.of());
            assertThat(answer.has("errors")).as(document + answer).isFalse();
        });
    }

    private void check(String document, Map<String, Double> most, List<QueryPlan> plans) {
        String measured = DAY_OF_PARTITION.format(newest);
        Map<String, Double> rows = new TreeMap<>();
        for (QueryPlan plan : plans) {
            plan.rows().forEach((table, read) -> rows.merge(table, read, Double::sum));
            plan.partitions().values().forEach(read -> softly.assertThat(read)
                    .as(plan.sql())
                    .allMatch(partition -> isNeeded(partition, measured, document.contains("to:")), "needed"));
            softly.assertThat(plan.sequential())
                    .as("read from the beginning: " + plan.sql())
                    .noneMatch(table -> table.matches(".*_(sample|window|minute)(_.*)?"));
        }
        softly.assertThat(rows.keySet())
                .as("proves that something was recorded: " + document)
                .containsAll(most.keySet());
        rows.forEach((table, read) -> softly.assertThat(read)
                .as("rows of " + table + " for " + document)
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

    /** Stores meetings of one participant each. @return the newest */
    private UUID store(TestBrowser owner) {
        JdbcTemplate jdbc = new JdbcTemplate(
                new DriverManagerDataSource(address.jdbcUrl(), address.username(), address.password()));
        OwnerOf tables = new OwnerOf(database);
        for (int day = 0; day < DAYS; day++) {
            for (String column : List.of(
                    "latency_sample arrived_at",
                    "latency_window starts_at",
                    "video_quality_window starts_at",
                    "viewer_quality_window starts_at")) {
                String[] words = column.split(" ");
                tables.execute("select create_measurement_partition('%s', '%s', date '%s')"
                        .formatted(
                                words[0],
                                words[1],
                                LocalDate.ofInstant(newest, ZoneOffset.UTC).minusDays(day)));
            }
        }
        jdbc.update("""
                with made as (
                    insert into meeting (id, created_by, created_at)
                    select gen_random_uuid(), ?::uuid,
                        ?::timestamptz - n %% %d * interval '1 day' - n / %d * interval '1 hour'
                    from generate_series(0, %d) as n returning id, created_by, created_at
                ), member as (
                    insert into meeting_member (meeting_id, account_id) select id, created_by from made
                )
                insert into participant (id, meeting_id, display_name, resume_token_hash, joined_at, left_at)
                select id, id, 'Ada', sha256(id::text::bytea), created_at, created_at + interval '1 hour' from made
                """.formatted(DAYS, DAYS, MEETINGS - 1), owner.accountId().toString(), newest.toString());
        jdbc.update("""
                with made as (
                    insert into meeting (id) select gen_random_uuid() from generate_series(1, ?::integer) returning id
                )
                insert into participant (id, meeting_id, display_name, resume_token_hash)
                select id, id, 'Ben', sha256(id::text::bytea) from made
                """, OTHER_MEETINGS);
        jdbc.update("""
                insert into latency_minute (meeting_id, participant_id, starts_at, source, clock_id, clock_number, samples,
                    implausible, clock_faults, buckets, counts)
                select id, id, timestamptz '2026-01-01' + n * interval '1 minute', 'OWN', '', 1, 1, 0, 0, '{100}', '{1}'
                from participant, generate_series(0, 1) as n where display_name = 'Ben'
                """);
        // Their minutes are rolled up here, and not by the application meanwhile.
        for (String table : List.of("latency_sample", "video_quality_window")) {
            tables.execute("alter table " + table + " disable trigger user");
        }
        measure(jdbc, owner, """
                insert into latency_sample (id, meeting_id, participant_id, publication_id, fencing, arrived_at, last_packet_at,
                    clock_at, latency_ms, lower_ms, upper_ms, estimate_ms, estimate_lower_ms, estimate_upper_ms, code_age_ms,
                    exposure_ms, display_lag_ms, clock_error_ms, worker_clock_error_ms, worker_clock_stepped, source, zone,
                    validity, frame_width, frame_height, code_x, code_y, code_width, code_height, scan_stage, decode_micros,
                    scan_micros, processing_ms)
                select gen_random_uuid(), m, m, m, 1, at + half * interval '0.5 s', at, at, 200, 150, 220, 200 + n % 50, 160, 215,
                    33, 17, 30, 2, 0.5, false, 'OWN', 'ZONED', 'VALID', 640, 480, 100, 90, 160, 161, 'HALF', 700, 1900, 6.5
                from made, generate_series(0, 1) as half
                """);
        measure(jdbc, owner, """
                insert into latency_window (publication_id, meeting_id, participant_id, fencing, starts_at, source, measurements,
                    min_ms, p50_ms, p95_ms, max_ms, validity)
                select m, m, m, 1, at, 'OWN', 2, 180, 200 + n % 50, 220, 230, 'VALID' from made
                """);
        measure(jdbc, owner, """
                insert into video_quality_window (publication_id, meeting_id, participant_id, fencing, starts_at,
                    packets_received, packets_lost, bytes_received, jitter_ms, frames_received, frames_decoded, frames_dropped,
                    frames_scanned, frames_shed, keyframe_requests, freezes, frozen_ms, brightness, sharpness, clocks_seen)
                select m, m, m, 1, at, 120, n % 3, 150000, 3, 30, 30, 0, 10, 0, 0, 0, 0, 118, 240, 10 from made
                """);
        measure(jdbc, owner, """
                insert into viewer_quality_window (id, meeting_id, publication_id, participant_id, viewer_id, starts_at, rtt_ms,
                    camera_source, glass_to_glass_ms, glass_to_glass_lower_ms, glass_to_glass_upper_ms)
                select gen_random_uuid(), m, m, m, m, at, 20, 'OWN', 300, 250, 350 from made
                """);
        for (String table : List.of("latency_sample", "video_quality_window")) {
            tables.execute("alter table " + table + " enable trigger user");
        }
        jdbc.update("""
                insert into latency_minute
                select summary.* from meeting m cross join lateral summarise_latency(
                    m.id, m.created_at, m.created_at + interval '1 hour', interval '1 minute') as summary
                where m.created_by = ?::uuid
                """, owner.accountId().toString());
        jdbc.update("""
                insert into video_quality_minute
                select summary.* from meeting m cross join lateral summarise_video_quality(
                    m.id, m.created_at, m.created_at + interval '1 hour', interval '1 minute') as summary
                where m.created_by = ?::uuid
                """, owner.accountId().toString());
        tables.execute("analyze");
        return jdbc.queryForObject(
                "select id from meeting where created_by = ?::uuid order by created_at desc limit 1",
                UUID.class,
                owner.accountId().toString());
    }

    /** Stores rows for each second {@code n} of each meeting {@code m}, at {@code at}. */
    private static void measure(JdbcTemplate jdbc, TestBrowser owner, String insert) {
        jdbc.update("""
                with made as (
                    select id as m, n, created_at + n * interval '1 s' as at
                    from meeting cross join generate_series(0, %d) as n where created_by = ?::uuid
                )
                """.formatted(SECONDS - 1) + insert, owner.accountId().toString());
    }
}
