package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a page says of the connection over which it sends. Ada publishes; Ben sees it on another instance. */
class UplinkIT extends TwoInstancesTest {
    @Test
    @DisplayName("Everybody on each instance learns of a change, and whoever comes later; a new negotiation clears it")
    void isToldToTheOthers() {
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting)) {
            String id = publisher.publishCamera().path("publicationId").asString();
            viewer.await(message -> uplink(message).equals("good"));
            grade(publisher, id, "poor");
            viewer.await(message -> uplink(message).equals("poor"));
            // The publisher's page compares it with what it knows.
            publisher.await(message -> uplink(message).equals("poor"));
            try (CallPage late = CallPage.join(ben, meeting)) {
                assertThat(late.await("joined")
                                .at("/participants/0/publications/0/uplink")
                                .asString())
                        .isEqualTo("poor");
                late.leave();
            }
            viewer.forget();
            publisher.publishCamera();
            viewer.await(message -> uplink(message).equals("good"));
            publisher.leave();
            viewer.leave();
        }
    }

    @Test
    @DisplayName("A page that is no longer heard says nothing of its connection, until it is back")
    void isUnknownWhileThePageIsAway() {
        try (CallPage viewer = CallPage.join(ben, meeting);
                CallPage publisher = CallPage.join(ada, meeting)) {
            String id = publisher.publishCamera().path("publicationId").asString();
            grade(publisher, id, "lost");
            viewer.await(message -> uplink(message).equals("lost"));
            UUID participant = publisher.participantId();
            publisher.breakOff();
            assertThat(uplink(viewer.awaitParticipant(participant, "reconnecting")))
                    .isEqualTo("good");
            viewer.forget();
            try (CallPage back = CallPage.open(ada)) {
                back.resume(meeting, publisher);
                assertThat(uplink(viewer.awaitParticipant(participant, "present")))
                        .isEqualTo("lost");
                back.leave();
            }
            viewer.leave();
        }
    }

    @Test
    @DisplayName("Of a flood of changes the others get one in two seconds, and the last state once it is repeated")
    void isBounded() {
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting)) {
            String id = publisher.publishCamera().path("publicationId").asString();
            viewer.awaitPublication(id);
            viewer.forget();
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                grade(publisher, id, i % 2 == 0 ? "fair" : "poor");
            }
            Awaitility.await().pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                grade(publisher, id, "lost");
                assertThat(viewer.received())
                        .anyMatch(message -> uplink(message).equals("lost"));
            });
            long changes = viewer.received().stream()
                    .filter(message -> !uplink(message).isEmpty())
                    .count();
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            assertThat(changes).isBetween(2L, 1 + seconds / 2);
            publisher.leave();
            viewer.leave();
        }
    }

    @Test
    void refusesUnknownGradesAndWhatOthersPublish() {
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting)) {
            String id = publisher.publishCamera().path("publicationId").asString();
            viewer.awaitPublication(id);
            for (Map<String, ?> wrong : List.of(
                    Map.of("publicationId", id, "grade", "awful"),
                    Map.of("publicationId", id),
                    Map.of("grade", "poor"),
                    Map.of("publicationId", "1", "grade", "poor"))) {
                publisher.forget();
                publisher.send("uplink", wrong);
                publisher.await(message -> message.path("code").asString("").equals("BAD_MESSAGE"));
            }
            grade(viewer, id, "poor");
            viewer.await(message -> message.path("code").asString("").equals("PUBLICATION_NOT_FOUND"));
            assertThat(viewer.received()).noneMatch(message -> uplink(message).equals("poor"));
            publisher.leave();
            viewer.leave();
        }
    }

    private static void grade(CallPage page, String publicationId, String grade) {
        page.send("uplink", Map.of("publicationId", publicationId, "grade", grade));
    }

    /** The grade of the participant's publication; empty for other messages. */
    private static String uplink(JsonNode message) {
        return message.at("/participant/publications/0/uplink").asString("");
    }
}
