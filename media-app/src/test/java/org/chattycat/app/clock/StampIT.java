package org.chattycat.app.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.UUID;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.CallPage;
import org.chattycat.app.call.GraphQl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** A call page leases an id for the clock that it stamps into its picture. */
@QuickClockTest
class StampIT {
    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    private ClockRows rows;
    private TestBrowser ada;
    private UUID meeting;
    private CallPage page;

    @BeforeEach
    void join() {
        rows = new ClockRows(database);
        ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        meeting = GraphQl.createMeeting(ada);
        page = CallPage.join(ada, meeting);
    }

    @AfterEach
    void close() {
        page.close();
    }

    private String start() {
        return page.request("stampClock", Map.of()).path("clockId").asString();
    }

    private void report(String id, double aheadMs) {
        page.send(
                "clockReport", Map.of("clockId", id, "clockMs", System.currentTimeMillis() + aheadMs, "errorMs", 3.5));
    }

    @Test
    @DisplayName("A stamp is believed from its first report until it stops")
    void stampIsBelievedWhileItReports() {
        String id = start();
        assertThat(id).matches("[0-9]{5}");
        assertThat(start()).isEqualTo(id);
        assertThat(rows.isBelieved(id)).isFalse();
        report(id, 0);
        rows.awaitBelieved(id);
        assertThat(rows.row(id))
                .containsEntry("kind", "STAMP")
                .containsEntry("participant_id", page.participantId())
                .containsEntry("error_ms", 3.5);
        assertThat(page.request("stopStampClock", Map.of()).path("type").asString())
                .isEqualTo("done");
        rows.awaitFreed(id);
        report(id, 1);
        assertThat(page.await("error").path("code").asString()).isEqualTo("CLOCK_ENDED");
    }

    @Test
    void stampEndsWithItsPage() {
        String id = start();
        report(id, 0);
        rows.awaitBelieved(id);
        page.leave();
        rows.awaitFreed(id);
    }

    @Test
    void stampOfASilentPageIsNotBelieved() {
        String id = start();
        report(id, 0);
        rows.awaitBelieved(id);
        rows.awaitNotBelieved(id);
    }

    @Test
    void aStampWithAFalseOffsetIsCutOff() {
        String id = start();
        report(id, 0);
        rows.awaitBelieved(id);
        for (int i = 0; i < 3; i++) {
            report(id, 5000 + i);
        }
        assertThat(page.await("error").path("code").asString()).isEqualTo("CLOCK_WRONG");
        rows.awaitNotBelieved(id);
        assertThat(start()).isNotEqualTo(id);
    }

    @Test
    @DisplayName("A page cannot report for the stamp of somebody else")
    void idsOfOthersCannotBeClaimed() {
        String id = start();
        try (CallPage other = CallPage.join(ada, meeting)) {
            other.send("clockReport", Map.of("clockId", id, "clockMs", System.currentTimeMillis(), "errorMs", 1));
            assertThat(other.await("error").path("code").asString()).isEqualTo("CLOCK_ENDED");
        }
        assertThat(rows.isBelieved(id)).isFalse();
    }

    @Test
    void numberOfClocksOfAMeetingIsLimited() {
        try (CallPage second = CallPage.join(ada, meeting);
                CallPage third = CallPage.join(ada, meeting)) {
            start();
            assertThat(second.request("stampClock", Map.of()).path("type").asString())
                    .isEqualTo("stampClock");
            assertThat(third.request("stampClock", Map.of()).path("code").asString())
                    .isEqualTo("LIMIT_REACHED");
        }
    }

    @Test
    void pingsWithATimeAreAnsweredWithTheServersTime() {
        page.send("ping", Map.of("sentMs", 7.5));
        JsonNode pong = page.await("pong");
        assertThat(pong.path("sentMs").asDouble()).isEqualTo(7.5);
        assertThat(pong.path("serverMs").asDouble()).isCloseTo(System.currentTimeMillis(), within(2000.0));
    }
}
