package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A call continues when its media server restarts: its media is negotiated again, and recorded again if it was. */
@ChattyCatTest
@TestPropertySource(
        properties = {
            "chattycat.call.tick=200ms",
            "chattycat.call.silence=60s",
            "chattycat.worker.embedded=false",
            "chattycat.kurento.ping-interval=200ms"
        })
class MediaServerRestartIT {
    private static final int PORT = freePort();

    @Autowired
    private People people;

    @DynamicPropertySource
    static void mediaServer(DynamicPropertyRegistry registry) {
        registry.add("chattycat.kurento.uris", () -> "ws://127.0.0.1:" + PORT + "/kurento");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedKurento startKurento() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> EmbeddedKurento.builder().port(PORT).start(), server -> true);
    }

    @Test
    void pagesNegotiateAgain() {
        TestBrowser ada = people.signIn("ada@example.org");
        TestBrowser ben = people.signIn("ben@example.org");
        UUID meeting = GraphQl.createMeeting(ada);
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting)) {
            // No media server has started yet.
            assertThat(publisher.publishCamera().path("code").asString()).isEqualTo("MEDIA_SERVER_UNAVAILABLE");

            String id;
            try (EmbeddedKurento first = startKurento()) {
                id = awaitPublished(publisher);
                viewer.awaitPublication(id);
                assertThat(viewer.view(id).path("type").asString()).isEqualTo("viewing");
                record(ada, publisher, meeting);
                awaitRecorded(viewer, id, true);
                viewer.forget();
            }
            awaitRecorded(viewer, id, false);
            try (EmbeddedKurento second = startKurento()) {
                publisher.awaitRenegotiate(id, "publisher");
                viewer.awaitRenegotiate(id, "viewer");
                assertThat(awaitPublished(publisher)).isEqualTo(id);
                assertThat(viewer.view(id).path("type").asString()).isEqualTo("viewing");
                awaitRecorded(viewer, id, true);
                assertThat(second.objectCount()).isEqualTo(4);
                assertOutages(ada, meeting);
                publisher.leave();
                viewer.leave();
                Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(second.objectCount())
                        .isZero());
            }
        }
    }

    private static void record(TestBrowser host, CallPage page, UUID meeting) {
        GraphQl.data(host, "mutation { startRecording(meetingId: \"%s\") { id } }".formatted(meeting));
        String recording = page.await("recording").at("/recording/id").asString();
        assertThat(page.request("recordingConsent", Map.of("recordingId", recording, "agrees", true))
                        .path("type")
                        .asString())
                .isEqualTo("done");
    }

    private static void awaitRecorded(CallPage page, String publicationId, boolean recorded) {
        page.await(message -> message.at("/participant/publications")
                .valueStream()
                .anyMatch(publication -> publication.path("id").asString().equals(publicationId)
                        && publication.path("recorded").asBoolean() == recorded));
    }

    /** One before the first server started, and one between the two. */
    private static void assertOutages(TestBrowser person, UUID meeting) {
        String query = """
                { meeting(id: "%s") { timeline { edges { node { __typename at until } } } } }""".formatted(meeting);
        Awaitility.await().untilAsserted(() -> {
            List<JsonNode> outages = GraphQl.data(person, query).findValues("node").stream()
                    .filter(event -> event.get("__typename").asString().equals("MediaServerOutage"))
                    .toList();
            assertThat(outages).hasSize(2).allSatisfy(outage -> assertThat(
                            Instant.parse(outage.get("until").asString()))
                    .isAfter(Instant.parse(outage.get("at").asString())));
        });
    }

    private static String awaitPublished(CallPage page) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> page.publishCamera(),
                        answer -> answer.path("type").asString().equals("published"))
                .path("publicationId")
                .asString();
    }
}
