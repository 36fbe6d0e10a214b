package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** Other people's waiting times while an account sends the most expensive documents, as fast as it can, on 20 connections. */
@ChattyCatTest
@Tag("alone")
class QueryAttackIT {
    private static final int CONNECTIONS = 20;
    private static final int MEETINGS = 20;
    private static final int REPEATS = 9;
    /** The largest allowed increase of waiting times. Below the floors, a busy machine is the cause. */
    private static final double TIMES_IDLE = 3;

    private static final double ME_FLOOR_MS = 150;
    private static final double JOIN_FLOOR_MS = 400;
    private static final long HEAP_GROWTH = 300L << 20;

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    private record Attacker(TestBrowser browser, UUID meeting) {}

    private Attacker attacker() {
        TestBrowser eve = people.signIn("eve-" + UUID.randomUUID() + "@attack.example");
        UUID first = GraphQl.createMeeting(eve);
        UUID account = eve.accountId();
        execute("insert into meeting (id, created_by) select gen_random_uuid(), '" + account
                + "' from generate_series(2, " + MEETINGS + ")");
        execute(
                "insert into meeting_member (meeting_id, account_id) select id, created_by from meeting where created_by = '"
                        + account + "' on conflict do nothing");
        execute(
                "insert into participant (id, meeting_id, account_id, display_name, resume_token_hash, joined_at, left_at)"
                        + " select gen_random_uuid(), m.id, created_by, 'Eve', sha256(gen_random_uuid()::text::bytea),"
                        + " now(), now() from meeting m, generate_series(1, 100) where created_by = '" + account + "'");
        execute("insert into latency_sample (id, meeting_id, participant_id, publication_id, fencing, arrived_at,"
                + " last_packet_at, clock_at, latency_ms, lower_ms, upper_ms, estimate_ms,"
                + " estimate_lower_ms, estimate_upper_ms, code_age_ms, exposure_ms,"
                + " display_lag_ms, worker_clock_error_ms, worker_clock_stepped, source, zone, validity,"
                + " frame_width, frame_height, code_x, code_y, code_width, code_height, scan_stage,"
                + " decode_micros, scan_micros, processing_ms)"
                + " select gen_random_uuid(), m.id, m.id, m.id, 1, now(), now(), now(), 250.5, 200, 300, 250, 200, 300, 0, 0,"
                + " 0, 0, false, 'GOPRO', 'ZONED', 'VALID', 640, 480, 0, 0, 1, 1, 'full', 1, 1, 1"
                + " from meeting m, generate_series(1, 1000) where created_by = '" + account + "'");
        return new Attacker(eve, first);
    }

    private void execute(String sql) {
        database.sql(sql).then().block();
    }

    private static List<String> documents(UUID meeting) {
        String sample =
                "edges { cursor node { id meetingId participantId publicationId arrivedAt clockAt latencyMs lowerMs"
                        + " upperMs source zone clockFault } }";
        String one = "meeting(id: \"" + meeting + "\")";
        return List.of(
                "query($i: ID = \"" + meeting + "\") {" + aliases(1100, "meeting(id: $i) { id }") + "}",
                "{" + aliases(10, one + " { participants { id displayName } }") + "}",
                "{ " + one + " { latencySamples(first: 1000) { " + sample + " } } }",
                "{ meetings(first: 15) { edges { node { latencySamples(first: 10) { edges { node { id } } } } } } }",
                "{ meetings(first: 20) { edges { node { participants(first: 200) { id joinedAt } } } } }");
    }

    private static String aliases(int count, String field) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i + ": " + field).collect(Collectors.joining(" "));
    }

    @Test
    void otherPeopleHardlyWaitLonger() throws Exception {
        Attacker attacker = attacker();
        List<String> documents = documents(attacker.meeting());
        TestBrowser ben = people.signIn("ben-" + UUID.randomUUID() + "@attack.example");
        UUID meeting = GraphQl.createMeeting(ben);
        measure(ben, meeting);
        Waits idle = measure(ben, meeting);
        long heapBefore = liveHeap();

        AtomicBoolean over = new AtomicBoolean();
        Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                int offset = i;
                connections.execute(() -> {
                    for (int turn = offset; !over.get(); turn++) {
                        HttpResponse<String> answer = attacker.browser()
                                .postJson("/graphql", Map.of("query", documents.get(turn % documents.size())));
                        answers.computeIfAbsent(answer.statusCode(), status -> new LongAdder())
                                .increment();
                    }
                });
            }
            Waits attacked = measure(ben, meeting);
            long heapGrowth = liveHeap() - heapBefore;
            assertThat(attacked.me()).as("me, idle %s", idle).isLessThan(Math.max(TIMES_IDLE * idle.me(), ME_FLOOR_MS));
            assertThat(attacked.join())
                    .as("join, idle %s", idle)
                    .isLessThan(Math.max(TIMES_IDLE * idle.join(), JOIN_FLOOR_MS));
            assertThat(heapGrowth).as("heap").isLessThan(HEAP_GROWTH);
            assertThat(answers.get(200).sum()).as("answers").isPositive();
        } finally {
            over.set(true);
            connections.shutdown();
            assertThat(connections.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Medians in ms. */
    private record Waits(double me, double join) {}

    private static Waits measure(TestBrowser browser, UUID meeting) {
        double[] me = new double[REPEATS];
        double[] join = new double[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            me[i] = millis(() -> GraphQl.data(browser, "{ me { id } }"));
            List<CallPage> pages = new ArrayList<>();
            join[i] = millis(() -> pages.add(CallPage.join(browser, meeting)));
            pages.get(0).leave();
            pages.get(0).close();
        }
        Arrays.sort(me);
        Arrays.sort(join);
        return new Waits(me[REPEATS / 2], join[REPEATS / 2]);
    }

    private static double millis(Runnable something) {
        long start = System.nanoTime();
        something.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
