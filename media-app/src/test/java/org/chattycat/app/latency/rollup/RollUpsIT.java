package org.chattycat.app.latency.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.CallPage;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.latency.Samples;
import org.chattycat.app.platform.database.DatabaseAddress;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** The task and the command that write roll-ups, and the download that contains them. */
@ChattyCatTest
class RollUpsIT {
    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private DatabaseAddress address;

    @Autowired
    private RollUps rollUps;

    private long count(String table, UUID meeting) {
        return database.sql("select count(*) from " + table + " where meeting_id = :meeting")
                .bind("meeting", meeting)
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
    }

    /** The application rolls up meanwhile; whoever has the lock takes all. */
    private void awaitRolledUp(UUID meeting) {
        await().until(() -> {
            rollUps.write().block();
            return count("measured_minute", meeting) == 0;
        });
    }

    @Test
    void writesAllMinutesInBatches() {
        UUID meeting = UUID.randomUUID();
        Instant start = Instant.now().minus(Duration.ofHours(3));
        for (int minute = 0; minute < 120; minute++) {
            Samples.store(database, meeting, UUID.randomUUID(), start.plus(Duration.ofMinutes(minute)));
        }
        awaitRolledUp(meeting);
        assertThat(count("latency_minute", meeting)).isEqualTo(120);
    }

    @Test
    void rebuildsWhatWasLost() throws InterruptedException {
        UUID meeting = UUID.randomUUID();
        Samples.store(database, meeting, UUID.randomUUID(), Instant.now().minusSeconds(600));
        awaitRolledUp(meeting);
        database.sql("delete from latency_minute where meeting_id = :meeting")
                .bind("meeting", meeting)
                .then()
                .block();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        RebuildRollUps.rebuild(
                new JdbcTemplate(
                        new DriverManagerDataSource(address.jdbcUrl(), address.username(), address.password())),
                new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(count("latency_minute", meeting)).isOne();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("minutes of meetings are left")
                .endsWith("The roll-ups are written." + System.lineSeparator());
    }

    @Test
    void theDownloadContainsThem() {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@rollups.example");
        UUID meeting = GraphQl.createMeeting(ada);
        try (CallPage page = CallPage.join(ada, meeting)) {
            Samples.store(database, meeting, page.participantId(), Instant.now().minusSeconds(600));
            awaitRolledUp(meeting);
        }
        JsonNode data = TestBrowser.json(ada.get("/api/account/data"));
        assertThat(data.path("meetings").findValuesAsString("kind")).contains("latencyMinute");
    }
}
