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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A media server that freezes and recovers keeps no endpoints that a call no longer uses. */
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
@Tag("alone")
class MediaServerFreezeIT {
    private static final Duration FREEZE = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ROUNDS = 3;

    @Autowired
    private People people;

    @Autowired
    private EmbeddedKurento kurento;

    @Test
    void freezeLeavesNoEndpointBehind() {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        TestBrowser ben = people.signIn("ben-" + UUID.randomUUID() + "@example.org");
        UUID meeting = GraphQl.createMeeting(ada);
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting)) {
            for (int round = 0; round < ROUNDS; round++) {
                String id = awaitAnswer(() -> publisher.publishCamera(), "published");
                viewer.awaitPublication(id);
                awaitAnswer(() -> viewer.view(id), "viewing");
                awaitObjects(3);

                kurento.freeze(FREEZE);
                // Sent before the freeze is detected. The server creates this endpoint after the request has timed out.
                assertThat(publisher.publishCamera().path("code").asString()).isEqualTo("MEDIA_SERVER_UNAVAILABLE");
                // Ends while the server cannot release it.
                publisher.request("unpublish", Map.of("publicationId", id));
                publisher.awaitMediaServer(true);
                // The pipeline remains for the two participants.
                awaitObjects(1);
                publisher.forget();
                viewer.forget();
            }
            awaitAnswer(() -> publisher.publishCamera(), "published");
            kurento.freeze(FREEZE);
            publisher.awaitMediaServer(false);
            publisher.leave();
            viewer.leave();
            awaitObjects(0);
        }
    }

    @Test
    void operatorsSeeAFrozenServerAndThatItRecovers() {
        TestBrowser operator = people.signIn(People.OPERATOR);
        String problem = "A media server is dead or frozen";
        Awaitility.await().atMost(LIMIT).until(() -> status(operator), status -> !status.contains(problem));
        Awaitility.await().atMost(LIMIT).until(() -> showsDuringAFreeze(operator, problem));
        Awaitility.await()
                .atMost(LIMIT)
                .until(
                        () -> status(operator),
                        status -> !status.contains(problem) && status.contains("\"answers\":true"));
    }

    /** Whether somebody looked before the freeze was over. */
    private boolean showsDuringAFreeze(TestBrowser operator, String problem) {
        kurento.freeze(FREEZE);
        long began = System.nanoTime();
        while (System.nanoTime() - began < FREEZE.toNanos()) {
            String status = status(operator);
            if (status.contains(problem) && status.contains("\"answers\":false")) {
                return true;
            }
        }
        return false;
    }

    private static String status(TestBrowser operator) {
        return GraphQl.data(operator, "{ status { problems { text runbook } mediaServers { address answers } } }")
                .toString();
    }

    private static String awaitAnswer(Callable<JsonNode> request, String type) {
        return Awaitility.await()
                .atMost(LIMIT)
                .until(request, answer -> answer.path("type").asString().equals(type))
                .path("publicationId")
                .asString();
    }

    private void awaitObjects(int count) {
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(kurento.objectCount())
                .isEqualTo(count));
    }
}
