package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.kurento.ServerMarks;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.chattycat.kurento.embedded.endpoints.MediaEngineConfig;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.embedded.io.PortRange;
import org.chattycat.kurento.embedded.router.Profile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Calls on two media servers, of which the first has room for two connections. */
@ChattyCatTest
@TestPropertySource(
        properties = {
            "chattycat.call.tick=200ms",
            "chattycat.call.silence=60s",
            "chattycat.worker.embedded=false",
            "chattycat.kurento.failover=1s",
            "chattycat.kurento.full-hold=10m"
        })
class MediaServerPoolIT {
    private static EmbeddedKurento small;
    private static EmbeddedKurento large;

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private ServerMarks marks;

    @Autowired
    private MeterRegistry meters;

    private TestBrowser ada;
    private TestBrowser ben;
    private TestBrowser operator;

    @DynamicPropertySource
    static void start(DynamicPropertyRegistry registry) {
        // Below the ports that the system assigns by itself. One is taken at the start.
        int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
        try {
            small = EmbeddedKurento.builder()
                    .media(MediaEngineConfig.defaults()
                            .withAddresses(LocalAddresses.of(List.of(InetAddress.getByName("127.0.0.1"))))
                            .withPorts(new PortRange(port, port + 2), PortRange.ANY)
                            .withProfile(Profile.KURENTO_LIMITS))
                    .start();
            large = EmbeddedKurento.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        registry.add("chattycat.kurento.uris", () -> small.uri() + "," + large.uri());
    }

    @AfterAll
    static void stop() {
        small.close();
        large.close();
    }

    @BeforeEach
    void signIn() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@pool.example");
        ben = people.signIn("ben-" + UUID.randomUUID() + "@pool.example");
        operator = people.signIn(People.OPERATOR);
        // The first server is taken where none has anything to do.
        Awaitility.await().untilAsserted(() -> assertThat(small.objectCount() + large.objectCount())
                .isZero());
    }

    @AfterEach
    void forgetMarks() {
        database.sql("delete from media_server").then().block();
    }

    @Test
    void aFullMediaServerSaysSoAndGetsNoNewMeetings() {
        UUID meeting = GraphQl.createMeeting(ada);
        try (CallPage first = CallPage.join(ada, meeting);
                CallPage second = CallPage.join(ben, meeting)) {
            String camera = first.publishCamera().path("publicationId").asString();
            String other = second.publishCamera().path("publicationId").asString();
            assertThat(placeOf(meeting)).isEqualTo(small.uri().toString());
            int objects = small.objectCount();
            assertThat(status().at("/mediaServers/0/full").asBoolean()).isFalse();

            assertFull(second.view(camera));
            assertFull(first.publishScreen());
            assertThat(small.objectCount()).as("nothing is left behind").isEqualTo(objects);
            assertThat(meters.get("chattycat.media.server.full")
                            .tag("server", "ws://127.0.0.1:" + small.uri().getPort())
                            .counter()
                            .count())
                    .isEqualTo(2);
            JsonNode status = status();
            assertThat(status.at("/mediaServers/0/full").asBoolean()).isTrue();
            assertThat(status.at("/mediaServers/1/full").asBoolean()).isFalse();
            assertThat(status.get("problems").toString())
                    .contains("is full. It refuses cameras, screens and views.", "A media server is full");

            UUID elsewhere = GraphQl.createMeeting(ada);
            try (CallPage page = CallPage.join(ada, elsewhere)) {
                assertThat(page.publishCamera().path("type").asString()).isEqualTo("published");
                assertThat(placeOf(elsewhere)).isEqualTo(large.uri().toString());
                page.leave();
            }
            second.request("unpublish", Map.of("publicationId", other));
            assertThat(second.view(camera).path("type").asString()).isEqualTo("viewing");
            first.leave();
            second.leave();
        }
    }

    @Test
    void aFullPoolSaysSo() {
        marks.noteFull(small.uri().toString()).block();
        marks.noteFull(large.uri().toString()).block();
        try (CallPage page = CallPage.join(ada, GraphQl.createMeeting(ada))) {
            assertFull(page.publishCamera());
            forgetMarks();
            assertThat(page.publishCamera().path("type").asString()).isEqualTo("published");
            page.leave();
        }
    }

    @Test
    void aDrainingMediaServerKeepsItsCallsUntilTheHostMovesThem() {
        UUID meeting = GraphQl.createMeeting(ada);
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage guest = CallPage.join(ben, meeting)) {
            String camera = host.publishCamera().path("publicationId").asString();
            guest.awaitPublication(camera);
            assertViewedOn(small, meeting, guest, camera);
            GraphQl.data(ada, move(meeting));
            assertThat(placeOf(meeting))
                    .as("nothing to leave")
                    .isEqualTo(small.uri().toString());

            drain(small, true);
            assertThat(host.await("moveSuggested").path("active").asBoolean()).isTrue();
            assertThat(small.objectCount()).as("the call goes on").isEqualTo(3);
            try (CallPage late = CallPage.join(ben, meeting)) {
                assertThat(late.await("joined").at("/meeting/moveSuggested").asBoolean())
                        .isTrue();
                late.leave();
            }
            UUID elsewhere = GraphQl.createMeeting(ben);
            try (CallPage page = CallPage.join(ben, elsewhere)) {
                assertThat(page.publishCamera().path("type").asString()).isEqualTo("published");
                assertThat(placeOf(elsewhere)).isEqualTo(large.uri().toString());
                page.leave();
            }

            host.forget();
            GraphQl.data(ada, move(meeting));
            host.awaitRenegotiate(camera, "publisher");
            guest.awaitRenegotiate(camera, "viewer");
            assertThat(host.await("moveSuggested").path("active").asBoolean()).isFalse();
            assertThat(host.publishCamera().path("publicationId").asString()).isEqualTo(camera);
            assertViewedOn(large, meeting, guest, camera);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(small.objectCount()).isZero());
            host.leave();
            guest.leave();
        }
    }

    @Test
    void aCallLeavesAMediaServerThatDoesNotAnswer() {
        UUID meeting = GraphQl.createMeeting(ada);
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage guest = CallPage.join(ben, meeting)) {
            String camera = host.publishCamera().path("publicationId").asString();
            guest.awaitPublication(camera);
            assertViewedOn(small, meeting, guest, camera);

            small.freeze(Duration.ofSeconds(20));
            assertThat(host.await("mediaServer").path("available").asBoolean()).isFalse();
            host.awaitRenegotiate(camera, "publisher");
            guest.awaitRenegotiate(camera, "viewer");
            assertThat(host.publishCamera().path("publicationId").asString()).isEqualTo(camera);
            assertViewedOn(large, meeting, guest, camera);
            assertThat(host.await(message -> message.path("available").asBoolean())
                            .path("type")
                            .asString())
                    .isEqualTo("mediaServer");

            // It answers again, and gets rid of what was left on it; the call stays where it is.
            Awaitility.await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(small.objectCount())
                    .isZero());
            assertThat(placeOf(meeting)).isEqualTo(large.uri().toString());
            host.leave();
            guest.leave();
        }
    }

    @Test
    void aCallOnADrainingMediaServerIsBetterThanNone() {
        drain(small, true);
        drain(large, true);
        assertThat(status().get("problems").toString()).contains("New meetings still begin on them");
        UUID meeting = GraphQl.createMeeting(ada);
        try (CallPage page = CallPage.join(ada, meeting)) {
            String camera = page.publishCamera().path("publicationId").asString();
            assertThat(page.await("moveSuggested").path("active").asBoolean()).isTrue();
            // A host who moves the call although there is nowhere to go does not lose it.
            GraphQl.data(ada, move(meeting));
            page.awaitRenegotiate(camera, "publisher");
            assertThat(page.publishCamera().path("type").asString()).isEqualTo("published");
            page.leave();
        }
    }

    private void assertViewedOn(EmbeddedKurento server, UUID meeting, CallPage viewer, String camera) {
        assertThat(viewer.view(camera).path("type").asString()).isEqualTo("viewing");
        assertThat(placeOf(meeting)).isEqualTo(server.uri().toString());
    }

    private void drain(EmbeddedKurento server, boolean draining) {
        JsonNode answer = GraphQl.ask(
                operator,
                "mutation Drain($address: String!, $draining: Boolean!) {"
                        + " drainMediaServer(address: $address, draining: $draining) {"
                        + " mediaServers { address drainingSince } } }",
                Map.of("address", "ws://127.0.0.1:" + server.uri().getPort(), "draining", draining));
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        String since = "/data/drainMediaServer/mediaServers/%d/drainingSince".formatted(server == small ? 0 : 1);
        assertThat(answer.at(since).isNull()).isEqualTo(!draining);
    }

    private static String move(UUID meeting) {
        return "mutation { moveMeeting(meetingId: \"%s\") { id } }".formatted(meeting);
    }

    private static void assertFull(JsonNode answer) {
        assertThat(answer.path("code").asString()).as(answer.toString()).isEqualTo("MEDIA_SERVER_FULL");
        assertThat(answer.path("message").asString()).startsWith("The media server is full.");
    }

    private JsonNode status() {
        return GraphQl.data(operator, "{ status { problems { text runbook } mediaServers { address full } } }")
                .get("status");
    }

    private String placeOf(UUID meeting) {
        return database.sql("select kurento_uri from meeting where id = :id")
                .bind("id", meeting)
                .map(row -> row.get("kurento_uri", String.class))
                .one()
                .block();
    }
}
