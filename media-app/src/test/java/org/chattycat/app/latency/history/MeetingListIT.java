package org.chattycat.app.latency.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.platform.database.ExpiringData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** The list of meetings: search, range, figures, and deletion with everything that was measured. */
@ChattyCatTest
class MeetingListIT {
    private static final String LIST = """
            query($first: Int! = 20, $after: String, $search: String, $from: DateTime, $to: DateTime) {
              meetings(first: $first, after: $after, search: $search, from: $from, to: $to) {
                edges { node { id startedAt endedAt latencyOverview { source samples p50Ms sparkline } } }
                pageInfo { hasNextPage endCursor }
              }
            }
            """;

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private List<ExpiringData> expiring;

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));
    private TestBrowser ada;

    @BeforeEach
    void signIn() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@lists.example");
    }

    @Test
    void searchesForTitlesNamesAndCodes() {
        UUID first = GraphQl.createMeeting(ada);
        UUID second = GraphQl.createMeeting(ada);
        UUID third = GraphQl.createMeeting(ada);
        measured(first).join("Grace Hopper");
        measured(second).join("100% Émile_");
        measured(third).join("grace");

        assertThat(found(Map.of("search", " GRACE "))).containsExactly(third, first);
        assertThat(found(Map.of("search", "émile_"))).containsExactly(second);
        assertThat(found(Map.of("search", "%"))).as("is no pattern").containsExactly(second);
        assertThat(found(Map.of("search", second.toString().substring(0, 13).toUpperCase(Locale.ROOT))))
                .containsExactly(second);
        assertThat(found(Map.of("search", "nobody"))).isEmpty();
        execute("update meeting set title = 'Weekly Review' where id = '" + first + "'");
        assertThat(found(Map.of("search", "review"))).containsExactly(first);
        assertThat(found(Map.of("search", "  "))).containsExactly(third, second, first);

        JsonNode page = ask(Map.of("search", "grace", "first", 1)).at("/data/meetings");
        assertThat(page.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(found(Map.of(
                        "search",
                        "grace",
                        "after",
                        page.at("/pageInfo/endCursor").asString())))
                .containsExactly(first);

        TestBrowser eve = people.signIn("eve-" + UUID.randomUUID() + "@lists.example");
        assertThat(GraphQl.ask(eve, LIST, Map.of("search", "grace")).at("/data/meetings/edges"))
                .isEmpty();
    }

    @Test
    void selectsARange() {
        UUID older = GraphQl.createMeeting(ada);
        UUID newer = GraphQl.createMeeting(ada);
        execute("update meeting set created_at = '" + start + "' where id = '" + older + "'");
        Instant next = start.plusMillis(1);
        assertThat(found(Map.of("from", start.toString(), "to", next.toString())))
                .containsExactly(older);
        assertThat(found(Map.of("from", next.toString()))).containsExactly(newer);
        assertThat(found(Map.of("to", start.toString()))).isEmpty();
        assertThat(code(Map.of("from", next.toString(), "to", start.toString())))
                .isEqualTo("RANGE_REVERSED");
        assertThat(code(Map.of("search", "x".repeat(101)))).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void showsTheFiguresOfTheMostFrequentClock() {
        UUID meeting = GraphQl.createMeeting(ada);
        UUID unmeasured = GraphQl.createMeeting(ada);
        MeasuredMeeting measured = measured(meeting);
        UUID grace = measured.join("Grace");
        execute("update participant set joined_at = '" + start + "', left_at = '" + start.plusSeconds(3600)
                + "' where id = '" + grace + "'");
        // 100 ms in the first minute, 300 ms in the last of an hour, and nothing between.
        List<MeasuredMeeting.Sample> samples = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            samples.add(new MeasuredMeeting.Sample(start.plusSeconds(i), 100, "VALID"));
            samples.add(new MeasuredMeeting.Sample(start.plusSeconds(3540L + i), 300, "VALID"));
        }
        samples.add(new MeasuredMeeting.Sample(start.plusSeconds(3571), 300, "VALID"));
        measured.store(grace, "OWN", samples);
        measured.store(grace, "STAMP", samples.subList(0, 20));
        measured.rollUp();

        JsonNode edges = ask(Map.of()).at("/data/meetings/edges");
        JsonNode node = edges.at("/1/node");
        assertThat(Instant.parse(node.get("startedAt").asString())).isEqualTo(start);
        assertThat(Instant.parse(node.get("endedAt").asString())).isEqualTo(start.plusSeconds(3600));
        JsonNode overview = node.get("latencyOverview");
        assertThat(overview.get("source").asString()).isEqualTo("OWN");
        assertThat(overview.get("samples").asLong()).isEqualTo(61);
        assertThat(overview.get("p50Ms").asDouble()).isCloseTo(300, within(3.0));
        JsonNode line = overview.get("sparkline");
        assertThat(line).hasSize(30);
        assertThat(line.get(0).asDouble()).isCloseTo(100, within(1.0));
        assertThat(line.get(29).asDouble()).isCloseTo(300, within(3.0));
        assertThat(IntStream.range(1, 29).allMatch(i -> line.get(i).isNull())).isTrue();
        assertThat(edges.at("/0/node/id").asString()).isEqualTo(unmeasured.toString());
        assertThat(edges.at("/0/node/latencyOverview").isNull()).isTrue();
    }

    /** Every third minute of 30 hours: the cost does not grow with the length. */
    @Test
    void samplesTheMinutesOfALongMeeting() {
        UUID meeting = GraphQl.createMeeting(ada);
        execute(
                "insert into latency_minute (meeting_id, participant_id, starts_at, source, clock_id, clock_number, samples,"
                        + " implausible, clock_faults, buckets, counts) select '" + meeting + "', '" + meeting + "', '"
                        + start
                        + "'::timestamptz - minute * interval '1 minute', 'OWN', '', 1, 10, 0, 0, '{250, 260}', '{4, 6}'"
                        + " from generate_series(1, 1800) as minute");
        JsonNode overview = ask(Map.of()).at("/data/meetings/edges/0/node/latencyOverview");
        assertThat(overview.get("samples").asLong()).isEqualTo(18_000);
        assertThat(overview.get("p50Ms").asDouble()).isCloseTo(Math.pow(1.01 / 0.99, 260), within(5.0));
        assertThat(overview.get("sparkline").valueStream().noneMatch(JsonNode::isNull))
                .isTrue();
    }

    @Test
    void theHostDeletesAMeetingWithAllMeasurements() {
        UUID meeting = GraphQl.createMeeting(ada);
        UUID kept = GraphQl.createMeeting(ada);
        for (UUID one : List.of(meeting, kept)) {
            MeasuredMeeting measured = measured(one);
            UUID grace = measured.join("Grace");
            measured.store(grace, "OWN", List.of(new MeasuredMeeting.Sample(start, 100, "VALID")));
            measured.storeQuality(grace, start, 5);
            measured.rollUp();
        }
        TestBrowser ben = people.signIn("ben-" + UUID.randomUUID() + "@lists.example");
        execute("insert into meeting_member (meeting_id, account_id) values ('" + meeting + "', '" + ben.accountId()
                + "')");
        String delete = "mutation { deleteMeeting(meetingId: \"%s\") }".formatted(meeting);
        assertThat(GraphQl.ask(ben, delete, Map.of())
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
        assertThat(GraphQl.ask(ada, delete, Map.of())
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("IN_USE");
        execute("update participant set left_at = now() where meeting_id = '" + meeting + "'");
        assertThat(GraphQl.data(ada, delete).get("deleteMeeting").asString()).isEqualTo(meeting.toString());

        assertThat(found(Map.of())).containsExactly(kept);
        Map<String, Long> before = rows(kept);
        assertThat(before.keySet()).contains("latency_sample", "video_quality_window", "latency_minute");
        Flux.fromIterable(expiring)
                .concatMap(ExpiringData::deleteExpired)
                .then()
                .block();
        assertThat(rows(meeting)).isEmpty();
        assertThat(rows(kept)).isEqualTo(before);
        assertThat(ada.get("/api/account/data").body()).contains("MEETING_DELETED");

        // A worker writes late.
        measured(meeting).store(UUID.randomUUID(), "OWN", List.of(new MeasuredMeeting.Sample(start, 100, "VALID")));
        Flux.fromIterable(expiring)
                .concatMap(ExpiringData::deleteExpired)
                .then()
                .block();
        assertThat(rows(meeting)).isEmpty();
    }

    /** How many rows of a meeting each table has, without tables that have none. */
    private Map<String, Long> rows(UUID meeting) {
        Map<String, Long> rows = new HashMap<>();
        database.sql("""
                        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where a.attname = 'meeting_id' and c.relkind in ('r', 'p') and not c.relispartition
                          and c.relnamespace = 'public'::regnamespace
                        """)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block()
                .forEach(table -> {
                    long count = database.sql("select count(*) from " + table + " where meeting_id = :meeting")
                            .bind("meeting", meeting)
                            .map(row -> row.get(0, Long.class))
                            .one()
                            .block();
                    if (count > 0) {
                        rows.put(table, count);
                    }
                });
        return rows;
    }

    private MeasuredMeeting measured(UUID meeting) {
        return new MeasuredMeeting(database, meeting);
    }

    private JsonNode ask(Map<String, ?> variables) {
        return GraphQl.ask(ada, LIST, variables);
    }

    private String code(Map<String, ?> variables) {
        return ask(variables).at("/errors/0/extensions/code").asString();
    }

    private List<UUID> found(Map<String, ?> variables) {
        return ask(variables)
                .at("/data/meetings/edges")
                .valueStream()
                .map(edge -> UUID.fromString(edge.at("/node/id").asString()))
                .toList();
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }
}
