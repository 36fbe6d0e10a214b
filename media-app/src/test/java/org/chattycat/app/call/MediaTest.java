package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;

/** A test against the embedded media server, with a meeting and two people. Nothing may be left there. */
@ChattyCatTest
@TestPropertySource(
        properties = {
            "chattycat.call.tick=200ms",
            "chattycat.meeting.lease-renewal=200ms",
            "chattycat.call.small-pictures.pause=5s"
        })
abstract class MediaTest {
    @Autowired
    People people;

    @Autowired
    EmbeddedKurento kurento;

    @Autowired
    DatabaseClient database;

    TestBrowser ada;
    TestBrowser ben;
    UUID meeting;

    @BeforeEach
    void meet() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        ben = people.signIn("ben-" + UUID.randomUUID() + "@example.org");
        meeting = GraphQl.createMeeting(ada);
    }

    @AfterEach
    void awaitNothingLeft() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(kurento.objectCount())
                .isZero());
    }
}
