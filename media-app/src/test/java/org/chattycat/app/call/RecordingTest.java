package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.chattycat.app.TestBrowser;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Tests of recordings. */
abstract class RecordingTest extends MediaTest {
    @Value("${chattycat.recording.directory}")
    Path directory;

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
