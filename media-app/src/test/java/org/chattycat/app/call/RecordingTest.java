package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Tests of recordings with the embedded media server, each with a meeting of two people. The settings are those of {@link MediaIT},
 * whose application they use.
 */
@ChattyCatTest
@TestPropertySource(
        properties = {
            "chattycat.call.tick=200ms",
            "chattycat.meeting.lease-renewal=200ms",
            "chattycat.call.small-pictures.pause=5s"
        })
abstract class RecordingTest {
    @Autowired
    People people;

    @Autowired
    EmbeddedKurento kurento;

    @Autowired
    DatabaseClient database;

    @Value("${chattycat.recording.directory}")
    Path directory;

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

    String start() {
        return "mutation { startRecording(meetingId: \"%s\") { recording { startedBy } } }".formatted(meeting);
    }

    static String url(JsonNode file) {
        return file.path("path").asString();
    }

    static void answer(CallPage page, String recording, boolean agrees) {
        assertThat(page.request("recordingConsent", Map.of("recordingId", recording, "agrees", agrees))
                        .path("type")
                        .asString())
                .isEqualTo("done");
    }

    static JsonNode awaitRecording(CallPage page, boolean active) {
        return page.await(message -> message.path("type").asString().equals("recording")
                        && message.at("/recording/active").asBoolean() == active)
                .path("recording");
    }

    List<JsonNode> files(TestBrowser person) {
        return GraphQl.data(person, """
                        { meeting(id: "%s") { recordings {
                          id participant { id } shows at until state reason bytes path deletable
                        } } }""".formatted(meeting))
                .at("/meeting/recordings")
                .valueStream()
                .toList();
    }

    JsonNode only(TestBrowser person) {
        List<JsonNode> files = files(person);
        return files.isEmpty() ? MissingNode.getInstance() : files.get(0);
    }

    JsonNode awaitState(String state) {
        return Awaitility.await()
                .until(
                        () -> files(ada).stream()
                                .filter(file -> file.path("state").asString().equals(state))
                                .findAny(),
                        Optional::isPresent)
                .orElseThrow();
    }

    void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }
}
