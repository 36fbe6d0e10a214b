package org.chattycat.app.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.CallPage;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.latency.Samples;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** What was measured with a clock that was cut off does not count, and what an account's clocks leave can be deleted. */
@QuickClockTest
class WrongClocksIT {
    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private ClockLeases leases;

    @Autowired
    private ClockLinks links;

    private UUID store(UUID meeting, UUID participant, String clockId, Instant at) {
        UUID id = Samples.store(database, meeting, participant, at);
        database.sql("update latency_sample set clock_id = :clock, source = 'OWN' where id = :id")
                .bind("clock", clockId)
                .bind("id", id)
                .then()
                .block();
        return id;
    }

    private void storeWindow(UUID meeting, UUID participant, String clockId, Instant at, String validity) {
        database.sql("""
                        insert into latency_window (publication_id, meeting_id, participant_id, fencing, starts_at, source, clock_id,
                            measurements, min_ms, p50_ms, p95_ms, max_ms, validity)
                        values (:participant, :meeting, :participant, 1, date_trunc('second', cast(:at as timestamptz)), 'OWN', :clock,
                            1, 1, 1, 1, 1, :validity)
                        """)
                .bind("participant", participant)
                .bind("meeting", meeting)
                .bind("at", at)
                .bind("clock", clockId)
                .bind("validity", validity)
                .then()
                .block();
    }

    private String validity(UUID sample) {
        return database.sql("select validity from latency_sample where id = :id")
                .bind("id", sample)
                .map(row -> row.get(0, String.class))
                .one()
                .block();
    }

    private List<String> windows(UUID meeting) {
        return database.sql("select validity from latency_window where meeting_id = :id order by starts_at")
                .bind("id", meeting)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }

    @Test
    void samplesOfAClockThatWasCutOffDoNotCount() {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        UUID meeting = GraphQl.createMeeting(ada);
        try (CallPage page = CallPage.join(ada, meeting)) {
            UUID participant = page.participantId();
            String id = leases.lease(new ClockLeases.Owner(ClockSource.OWN, meeting, participant, null));
            Instant now = Instant.now();
            UUID before = store(meeting, participant, id, now.minusSeconds(20));
            UUID wrong = store(meeting, participant, id, now.minusSeconds(5));
            UUID wrongWithFaults = store(meeting, participant, id, now.minusSeconds(3));
            UUID ofOthers = store(meeting, participant, "none", now.minusSeconds(8));
            storeWindow(meeting, participant, id, now.minusSeconds(20), "VALID");
            storeWindow(meeting, participant, id, now.minusSeconds(5), "VALID");
            storeWindow(meeting, participant, id, now.minusSeconds(3), "VALID");
            storeWindow(meeting, participant, id, now.minusSeconds(3), "CLOCK_FAULT");
            storeWindow(meeting, participant, id, now.minusSeconds(1), "VALID");
            storeWindow(meeting, participant, id, now.minusSeconds(1), "IMPLAUSIBLE");
            leases.withdraw(id, now.minusSeconds(10)).block();

            await().untilAsserted(() -> assertThat(validity(wrong)).isEqualTo("CLOCK_FAULT"));
            await().untilAsserted(() ->
                    assertThat(windows(meeting)).containsExactly("VALID", "CLOCK_FAULT", "CLOCK_FAULT", "CLOCK_FAULT"));
            assertThat(validity(wrongWithFaults)).isEqualTo("CLOCK_FAULT");
            assertThat(validity(before)).isEqualTo("VALID");
            assertThat(validity(ofOthers)).isEqualTo("VALID");

            UUID late = store(meeting, participant, id, now.minusSeconds(1));
            await().untilAsserted(() -> assertThat(validity(late)).isEqualTo("CLOCK_FAULT"));
        }
    }

    @Test
    void expiredRowsAreDeleted() {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        UUID meeting = GraphQl.createMeeting(ada);
        try (CallPage page = CallPage.join(ada, meeting)) {
            UUID participant = page.participantId();
            ClockRows rows = new ClockRows(database);
            String id = leases.lease(new ClockLeases.Owner(ClockSource.OWN, meeting, participant, null));
            links.create(meeting, participant);
            rows.execute(
                    "update own_clock set alive_until = now() - interval '61 minutes' where clock_id = '" + id + "'");
            rows.execute("update clock_link set expires_at = now() - interval '61 minutes' where participant_id = '"
                    + participant + "'");
            assertThat(leases.deleteExpired().block()).isEqualTo(1);
            assertThat(links.deleteExpired().block()).isEqualTo(1);
            assertThat(rows.row(id)).isEmpty();
        }
    }

    @Test
    void theDownloadContainsLinksAndClocksAndTheDeletionRemovesThem() {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        UUID meeting = GraphQl.createMeeting(ada);
        CallPage page = CallPage.join(ada, meeting);
        page.request("clockLink", Map.of());
        String id = page.request("stampClock", Map.of()).path("clockId").asString();
        JsonNode clocks = TestBrowser.json(ada.get("/api/account/data")).path("clocks");
        assertThat(clocks.findValuesAsString("kind")).containsExactlyInAnyOrder("link", "clock");
        assertThat(clocks.findValuesAsString("clockId")).containsExactly(id);
        UUID participant = page.participantId();
        page.close();
        new ClockData(database).forget(ada.accountId()).block();
        assertThat(new ClockRows(database).row(id)).isEmpty();
        assertThat(database.sql("select count(*) from clock_link where participant_id = :id")
                        .bind("id", participant)
                        .map(row -> row.get(0, Long.class))
                        .one()
                        .block())
                .isZero();
    }
}
