package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;

/** Tests of one room each, in which silence is noticed soon. Nobody remains in any of the rooms. */
@ChattyCatTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(
        properties = {
            "chattycat.call.silence=700ms",
            "chattycat.call.tick=100ms",
            "chattycat.call.join-timeout=1s",
            "chattycat.call.max-sockets-per-account=5",
            "chattycat.meeting.resume-window=3s",
            "chattycat.meeting.lease=1500ms",
            "chattycat.meeting.lease-renewal=200ms",
            "chattycat.meeting.max-participants=4",
            "chattycat.meeting.max-stays-per-account=3"
        })
@Tag("alone")
abstract class RoomTest {
    @Autowired
    private People people;

    @Autowired
    DatabaseClient database;

    TestBrowser ada;
    TestBrowser ben;
    UUID meeting;

    private final List<UUID> rooms = new ArrayList<>();

    @BeforeEach
    void meet() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        ben = people.signIn("ben-" + UUID.randomUUID() + "@example.org");
        meeting = createMeeting();
    }

    UUID createMeeting() {
        UUID created = GraphQl.createMeeting(ada);
        rooms.add(created);
        return created;
    }

    /** After all tests, because the pages that a test leaves behind are removed only when they can no longer resume. */
    @AfterAll
    void awaitEmptyRooms() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(rooms)
                .allSatisfy(room -> assertThat(inRoom(room)).isZero()));
    }

    long inRoom() {
        return inRoom(meeting);
    }

    private long inRoom(UUID of) {
        return database.sql("select count(*) as people from participant where left_at is null and meeting_id = :id")
                .bind("id", of)
                .map(row -> row.get("people", Long.class))
                .one()
                .block();
    }

    /** Sends pings for a page while a test waits. */
    static final class Pings implements AutoCloseable {
        private final Thread thread;

        Pings(CallPage page) {
            thread = new Thread(() -> {
                try {
                    while (true) {
                        page.ping();
                        Thread.sleep(100);
                    }
                } catch (InterruptedException | RuntimeException e) {
                    // The test is over.
                }
            });
            thread.start();
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

    long silent(UUID of) {
        return database.sql("select count(*) as silent from participant where left_at is null"
                        + " and resume_until is not null and meeting_id = :id")
                .bind("id", of)
                .map(row -> row.get("silent", Long.class))
                .one()
                .block();
    }
}
