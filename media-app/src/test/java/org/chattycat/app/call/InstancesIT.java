package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chattycat.analysis.live.LiveNotification;
import org.chattycat.analysis.live.SeenCode;
import org.chattycat.analysis.live.SeenCodes;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.OtherInstance;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.TestSocket;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.socket.CloseStatus;
import tools.jackson.databind.JsonNode;

/** A meeting on two instances of the application, of which one is killed or stopped. */
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
                // Her phone shows a clock on the instance that does not serve the call.
                OpenClock clock = openClock(adasOther, people.stranger());
                here.switchHere();
                there.awaitLeft(adasOther.participantId());
                assertThat(adasOther.await("error").path("code").asString()).isEqualTo("REPLACED");
                assertThat(clock.socket().await("error").path("code").asString())
                        .isEqualTo("MEETING_OVER");
            }

            GraphQl.data(
                    ada, "mutation { requestStamps(meetingId: \"%s\", requested: true) { id } }".formatted(meeting));
            assertThat(there.await("stampRequest").path("active").asBoolean()).isTrue();

            assertThat(here.request("chat", Map.of("text", "Hello"))
                            .path("type")
                            .asString())
                    .isEqualTo("done");
            assertThat(there.await("chat").at("/messages/0/text").asString()).isEqualTo("Hello");
            assertThat(there.request("react", Map.of("reaction", "heart"))
                            .path("type")
                            .asString())
                    .isEqualTo("done");
            assertThat(here.await("reaction").path("reaction").asString()).isEqualTo("heart");
            there.request("hand", Map.of("raised", true));
            here.await(message -> message.at("/participant/handRaisedAt").isString());

            // Each page views what the other instance's page publishes, on one pipeline.
            String bens = publish(there);
            here.awaitPublication(bens);
            assertThat(here.view(bens).path("type").asString()).isEqualTo("viewing");
            String adas = publish(here);
            there.awaitPublication(adas);
            assertThat(there.view(adas).path("type").asString()).isEqualTo("viewing");
            assertThat(kurento.objectCount()).isEqualTo(5);

            // A phone is on the other instance, and its participant's call on this one.
            OpenClock adasClock = openClock(here, new TestBrowser(other.base()));
            see(meeting, here, adasClock.id());
            assertThat(adasClock.socket().await("seen").path("state").asString())
                    .isEqualTo("FOUND");
            pollInTurns(there, people.stranger(), new TestBrowser(other.base()));
            String stamp = there.request("stampClock", Map.of()).path("clockId").asString();
            there.send("clockReport", Map.of("clockId", stamp, "clockMs", System.currentTimeMillis(), "errorMs", 3.5));
            awaitBelieved(stamp, there);

            leaveLastOnTheInstanceWithoutMedia(ada, ben, other);

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
                // Nobody renews what was open on the dead instance.
                Awaitility.await()
                        .atMost(LIMIT)
                        .until(() -> count(believed(adasClock.id())) + count(believed(stamp)) == 0);
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

    /** The pipeline of a second meeting is released by an instance that never used it. */
    private void leaveLastOnTheInstanceWithoutMedia(TestBrowser ada, TestBrowser ben, OtherInstance other) {
        int before = kurento.objectCount();
        UUID meeting = GraphQl.createMeeting(ada);
        try (CallPage last = CallPage.join(ada, meeting);
                CallPage publisher = CallPage.join(ben, other.base(), meeting)) {
            publish(publisher);
            assertThat(kurento.objectCount()).isGreaterThan(before);
            publisher.leave();
            last.awaitLeft(publisher.participantId());
            last.leave();
        }
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(kurento.objectCount())
                .isEqualTo(before));
    }

    @Test
    @DisplayName("An instance that is stopped sends its people to the other one, and nobody leaves")
    void aStoppedInstanceHandsItsPeopleOver() {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        TestBrowser ben = people.signIn("ben-" + UUID.randomUUID() + "@example.org");
        UUID meeting = GraphQl.createMeeting(ada);
        try (OtherInstance other =
                        OtherInstance.start(environment, kurento.uri().toString());
                CallPage here = CallPage.join(ada, meeting);
                CallPage there = CallPage.join(ben, other.base(), meeting)) {
            String bens = publish(there);
            here.awaitPublication(bens);
            here.forget();

            other.stop();
            assertThat(there.awaitClosed()).isEqualTo(CloseStatus.SERVICE_RESTARTED.getCode());
            try (CallPage back = CallPage.open(ben)) {
                assertThat(back.resume(meeting, there).path("participantId").asString())
                        .isEqualTo(there.participantId().toString());
                back.awaitRenegotiate(bens, "publisher");
                assertThat(publish(back)).isEqualTo(bens);
                assertThat(other.awaitEnd()).as("ended by SIGTERM").isEqualTo(143);
                here.awaitParticipant(there.participantId(), "present");
                assertThat(here.received())
                        .extracting(message -> message.path("type").asString())
                        .doesNotContain("participantLeft");
                back.leave();
            }
            here.leave();
            here.awaitClosed();
        }
    }

    /** The page of a clock. */
    private record OpenClock(TestSocket socket, String id) {}

    /** Opens the clock of a participant on an instance, which need not be that of the participant's call. */
    private OpenClock openClock(CallPage page, TestBrowser phone) {
        TestSocket socket = new TestSocket(phone, "/clock/socket");
        socket.send(Map.of("type", "open", "token", clockToken(page)));
        String id = socket.await("opened").path("clockId").asString();
        socket.send(Map.of("type", "report", "clockMs", System.currentTimeMillis(), "errorMs", 4.5));
        awaitBelieved(id, page);
        return new OpenClock(socket, id);
    }

    private void awaitBelieved(String clockId, CallPage owner) {
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> count(believed(clockId) + " and participant_id = '" + owner.participantId() + "'") == 1);
    }

    private static String believed(String clockId) {
        return "own_clock where alive_until > now() and clock_id = '" + clockId + "'";
    }

    private static String clockToken(CallPage page) {
        String url = page.request("clockLink", Map.of()).path("url").asString();
        return url.substring(url.indexOf('#') + 1);
    }

    /** A worker sees a clock of a participant. */
    private void see(UUID meeting, CallPage owner, String clockId) {
        SeenCode code = new SeenCode(SeenCode.State.FOUND, Collections.nCopies(8, 0.5), clockId);
        SeenCodes seen = new SeenCodes(meeting, owner.participantId(), UUID.randomUUID(), List.of(code));
        database.sql("select pg_notify('chattycat_live', :values)")
                .bind(
                        "values",
                        new LiveNotification(UUID.randomUUID(), List.of(), List.of(), List.of(seen), List.of())
                                .toJson())
                .then()
                .block();
    }

    /** Polls with one link at two instances in turn: it stays one clock, and is believed. */
    private void pollInTurns(CallPage owner, TestBrowser... instances) {
        String token = clockToken(owner);
        String id = null;
        for (int i = 0; i < 6; i++) {
            Map<String, Object> poll = new HashMap<>();
            poll.put("token", token);
            poll.put("clockId", id);
            poll.put(
                    "messages",
                    List.of(Map.of("type", "report", "clockMs", System.currentTimeMillis() + i, "errorMs", 20)));
            JsonNode messages = TestBrowser.json(instances[i % 2].postJson("/clock/poll", poll))
                    .path("messages");
            if (id == null) {
                id = messages.at("/0/clockId").asString();
            } else {
                assertThat(messages).as("answer to poll %d", i).isEmpty();
            }
        }
        awaitBelieved(id, owner);
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
