package org.chattycat.app.call;

import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.SecondInstance;
import org.chattycat.app.TestBrowser;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/**
 * A test with a meeting on two instances, which share the database and the media server. Ada, who made the meeting, is on one; Ben
 * is on the other one.
 */
@ChattyCatTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoInstancesTest {
    @Autowired
    People people;

    @Autowired
    private EmbeddedKurento kurento;

    @Autowired
    private Environment environment;

    SecondInstance other;
    TestBrowser ada;
    TestBrowser ben;
    UUID meeting;

    @BeforeAll
    void startAnother() {
        other = SecondInstance.start(
                environment, event -> {}, "chattycat.worker.embedded=false", "chattycat.kurento.uris=" + kurento.uri());
    }

    @AfterAll
    void stopAnother() {
        other.close();
    }

    @BeforeEach
    void meet() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        ben = other.browserOf(people.signIn("ben-" + UUID.randomUUID() + "@example.org"));
        meeting = GraphQl.createMeeting(ada);
    }
}
