package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A meeting on two instances of the application, of which one is killed. */
@ChattyCatTest
@TestPropertySource(
        properties = {
            "chattycat.call.silence=30s",
            "chattycat.call.tick=200ms",
            "chattycat.meeting.resume-window=15s",
            "chattycat.meeting.lease=3s",
            "chattycat.meeting.lease-renewal=300ms"
        })
class InstancesIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Autowired
    private People people;

    @Autowired
    private EmbeddedKurento kurento;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Environment environment;

    @Test
    @DisplayName("Two instances serve one meeting, which continues when one of them is killed")
    void meetingContinuesOnTheOtherInstance() {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        TestBrowser ben = people.signIn("ben-" + UUID.randomUUID() + "@example.org");
        UUID meeting = GraphQl.createMeeting(ada);
        try (OtherInstance other =
                        OtherInstance.start(environment, kurento.uri().toString());
                CallPage here = CallPage.join(ada, meeting);
                CallPage there = CallPage.join(ben, other.base(), meeting);
                CallPage thereToo = CallPage.join(ben, other.base(), meeting)) {
            here.awaitParticipant(there.participantId(), "present");
            here.awaitParticipant(thereToo.participantId(), "present");
            assertThat(there.await("joined").path("participants")).hasSize(2);

            // Ada has joined with another device, on the other instance, and switches back.
            try (CallPage adasOther = CallPage.join(ada, other.base(), meeting)) {
                assertThat(here.awaitParticipant(adasOther.participantId(), "present")
                                .at("/participant/samePerson")
                                .asBoolean())
                        .isTrue();
                here.switchHere();
                there.awaitLeft(adasOther.participantId());
                assertThat(adasOther.await("error").path("code").asString()).isEqualTo("REPLACED");
            }

            GraphQl.data(
                    ada, "mutation { requestStamps(meetingId: \"%s\", requested: true) { id } }".formatted(meeting));
            assertThat(there.await("stampRequest").path("active").asBoolean()).isTrue();

            // Each page views what the other instance's page publishes, on one pipeline.
            String bens = publish(there);
            here.awaitPublication(bens);
            assertThat(here.view(bens).path("type").asString()).isEqualTo("viewing");
            String adas = publish(here);
            there.awaitPublication(adas);
            assertThat(there.view(adas).path("type").asString()).isEqualTo("viewing");
            assertThat(kurento.objectCount()).isEqualTo(5);

            other.kill();
            here.forget();
            here.awaitParticipant(there.participantId(), "reconnecting");
            // The living instance releases the objects of the dead one, except the pipeline.
            Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(kurento.objectCount())
                    .isLessThanOrEqualTo(3));

            // One page resumes on this instance, and has to negotiate again. The other one does not come back.
            try (CallPage back = CallPage.open(ben)) {
                JsonNode joined = back.resume(meeting, there);
                assertThat(joined.path("participantId").asString())
                        .isEqualTo(there.participantId().toString());
                back.awaitRenegotiate(bens, "publisher");
                back.awaitRenegotiate(adas, "viewer");
                assertThat(publish(back)).isEqualTo(bens);
                assertThat(back.view(adas).path("type").asString()).isEqualTo("viewing");
                here.awaitLeft(thereToo.participantId());
                back.leave();
                here.awaitLeft(there.participantId());
            }
            here.leave();
            here.awaitClosed();
        }
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(kurento.objectCount()).isZero();
            assertThat(count("participant where left_at is null")).isZero();
            assertThat(count("publication where ended_at is null")).isZero();
            assertThat(count("tap")).isZero();
            assertThat(count("app_instance")).isEqualTo(1);
        });
    }

    private long count(String what) {
        return database.sql("select count(*) as found from " + what)
                .map(row -> row.get("found", Long.class))
                .one()
                .block();
    }

    private static String publish(CallPage page) {
        JsonNode answer = page.publishCamera();
        assertThat(answer.path("type").asString()).as(answer.toString()).isEqualTo("published");
        return answer.path("publicationId").asString();
    }
}
