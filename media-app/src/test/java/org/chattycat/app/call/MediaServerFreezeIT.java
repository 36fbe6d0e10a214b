package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.LimitedKurento;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A media server that freezes and goes on keeps nothing that a call has no use for any more. */
@ChattyCatTest
@LimitedKurento
@TestPropertySource(
        properties = {
            "chattycat.call.tick=200ms",
            "chattycat.call.silence=60s",
            "chattycat.worker.embedded=false",
            "chattycat.meeting.lease=1s",
            "chattycat.meeting.lease-renewal=200ms",
            "chattycat.kurento.ping-interval=200ms",
            "chattycat.kurento.ping-timeout=300ms",
            "chattycat.kurento.request-timeout=350ms"
        })
class MediaServerFreezeIT {
    private static final Duration FREEZE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ROUNDS = 3;

    @Autowired
    private People people;

    @Autowired
    private EmbeddedKurento kurento;

    @Test
    void aFreezeLeavesNoEndpointBehind() {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        TestBrowser ben = people.signIn("ben-" + UUID.randomUUID() + "@example.org");
        UUID meeting = GraphQl.createMeeting(ada);
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting)) {
            for (int round = 0; round < ROUNDS; round++) {
                String id = awaitAnswer(() -> MediaIT.publish(publisher), "published");
                viewer.awaitPublication(id);
                awaitAnswer(() -> MediaIT.view(viewer, id), "viewing");
                awaitObjects(3);

                kurento.freeze(FREEZE);
                // Sent before the silence is noticed: the server makes this endpoint when nobody waits for it any more.
                assertThat(MediaIT.publish(publisher).path("code").asString()).isEqualTo("MEDIA_SERVER_UNAVAILABLE");
                // Ends while the server cannot be told.
                publisher.request("unpublish", Map.of("publicationId", id));
                publisher.awaitMediaServer(true);
                // The pipeline stays, for the two who are in the room.
                awaitObjects(1);
                publisher.forget();
                viewer.forget();
            }
            awaitAnswer(() -> MediaIT.publish(publisher), "published");
            kurento.freeze(FREEZE);
            publisher.awaitMediaServer(false);
            publisher.send("leave", Map.of());
            viewer.send("leave", Map.of());
            awaitObjects(0);
        }
    }

    private static String awaitAnswer(Callable<JsonNode> request, String type) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(request, answer -> answer.path("type").asString().equals(type))
                .path("publicationId")
                .asString();
    }

    private void awaitObjects(int count) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(kurento.objectCount())
                .isEqualTo(count));
    }
}
