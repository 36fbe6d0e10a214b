package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.identity.token.TokenClient;
import org.chattycat.app.platform.database.ExpiringData;
import org.chattycat.kurento.webm.ServerTime;
import org.chattycat.kurento.webm.WebmFrame;
import org.chattycat.kurento.webm.WebmTrack;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Recording a meeting: who is in it, how it ends, and what goes with whom. */
class RecordingIT extends RecordingTest {
    /** The header of a keyframe of 320 by 240 pixels, and something to decode. */
    private static final byte[] KEYFRAME = {
        0x10, 2, 0, (byte) 0x9d, 1, 0x2a, 0x40, 1, (byte) 0xf0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
    };

    @Autowired
    private List<ExpiringData> expiring;

    @Test
    @DisplayName(
            "Only who agrees is recorded; the file plays for the meeting, for nobody else, and goes when it is deleted")
    void onlyWhoAgreesIsRecorded() throws Exception {
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting)) {
            onlyWhoAgreesIsRecorded(host, member, host.participantId());
        }
        assertThat(actions()).containsExactly("RECORDING_STARTED", "RECORDING_STOPPED", "RECORDING_DELETED");
    }

    private void onlyWhoAgreesIsRecorded(CallPage host, CallPage member, UUID participant) throws Exception {
        try (MediaPeer camera = MediaPeer.publish(host).keepSending(KEYFRAME, 30);
                MediaPeer silent = MediaPeer.publish(member).keepSending(KEYFRAME, 30)) {
            assertThat(GraphQl.ask(ben, start(), Map.of())
                            .at("/errors/0/extensions/code")
                            .asString())
                    .isEqualTo("NOT_FOUND");
            GraphQl.data(ada, start());
            String recording = awaitRecording(member, true).path("id").asString();
            assertThat(isRecordedBeforeJoining(ben)).isTrue();
            TestBrowser stranger = people.stranger();
            assertThat(isRecordedBeforeJoining(stranger)).as("without guests").isFalse();
            allowGuests();
            assertThat(isRecordedBeforeJoining(stranger)).isTrue();
            try (CallPage late = CallPage.join(ben, meeting)) {
                JsonNode known = late.await("joined").at("/meeting/recording");
                assertThat(known.path("id").asString()).isEqualTo(recording);
                assertThat(known.path("active").asBoolean()).isTrue();
                late.leave();
            }
            assertThat(files(ada)).as("before anybody agreed").isEmpty();

            answer(member, recording, false);
            answer(host, recording, true);
            member.await(message -> isRecorded(message, camera.publicationId(), true));
            assertThat(member.received()).noneMatch(message -> isRecorded(message, silent.publicationId(), true));
            JsonNode growing = Awaitility.await()
                    .until(() -> only(ada), file -> file.path("bytes").asLong() > 0);
            assertThat(growing.path("state").asString()).isEqualTo("RECORDING");
            assertThat(growing.at("/participant/id").asString()).isEqualTo(participant.toString());
            assertThat(growing.path("path").isNull()).isTrue();
            assertThat(code(ada, delete(growing))).isEqualTo("IN_USE");

            GraphQl.data(ada, "mutation { stopRecording(meetingId: \"%s\") { id } }".formatted(meeting));
            assertThat(awaitRecording(member, false).path("end").asString()).isEqualTo("HOST");
            assertThat(isRecordedBeforeJoining(ben)).isFalse();
            JsonNode file = awaitState("COMPLETE");
            assertPlays(file);
            assertAccess(file);
            host.leave();
            member.leave();
        }
    }

    /** What the lobby is told. */
    private boolean isRecordedBeforeJoining(TestBrowser browser) {
        return TestBrowser.json(browser.get("/api/meetings/" + meeting + "/guests"))
                .get("recorded")
                .asBoolean();
    }

    private void allowGuests() {
        GraphQl.data(ada, "mutation { allowGuests(meetingId: \"%s\", allowed: true) { id } }".formatted(meeting));
    }

    private void assertPlays(JsonNode file) throws Exception {
        HttpResponse<byte[]> whole = Download.get(ada, url(file));
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("Content-Type")).contains("video/webm");
        assertThat(whole.body()).hasSize(file.path("bytes").asInt());
        Download.Played played = Download.play(whole.body());
        assertThat(played.header().durationMillis()).as("finished").isPresent();
        assertThat(played.header().tracks())
                .extracting(WebmTrack::codec)
                .containsExactly(WebmTrack.VP8, WebmTrack.OPUS, WebmTrack.METADATA);
        List<WebmFrame> times = played.ofTrack(3);
        assertThat(played.ofTrack(1)).hasSameSizeAs(times).hasSizeGreaterThan(10);
        assertThat(played.ofTrack(2)).isNotEmpty();
        // Each picture has the server's time, as far apart as the pictures are in the file.
        long micros = ServerTime.epochMicros(times.get(times.size() - 1)).orElseThrow()
                - ServerTime.epochMicros(times.get(0)).orElseThrow();
        long millis = times.get(times.size() - 1).millis() - times.get(0).millis();
        assertThat(micros / 1000.0).isCloseTo(millis, Offset.offset(250.0));

        HttpResponse<byte[]> part = Download.get(ada, url(file), "Range", "bytes=10-29");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 10, 30));
        assertThat(Download.get(ben, url(file) + "?download").headers().firstValue("Content-Disposition"))
                .get()
                .asString()
                .startsWith("attachment")
                .contains("camera");
    }

    private void assertAccess(JsonNode file) throws Exception {
        TestBrowser eve = people.signIn("eve-" + UUID.randomUUID() + "@example.org");
        assertThat(Download.get(eve, url(file)).statusCode()).isEqualTo(404);
        assertThat(Download.get(people.stranger(), url(file)).statusCode()).isEqualTo(401);
        TokenClient token = TokenClient.create(ada, "READ", meeting);
        TokenClient other = TokenClient.create(ada, "READ", GraphQl.createMeeting(ada));
        assertThat(token.send("GET", url(file), "").statusCode()).isEqualTo(200);
        assertThat(other.send("GET", url(file), "").statusCode()).isEqualTo(404);
        String link = GraphQl.data(
                        ada, "mutation { createSharedLink(meetingId: \"%s\", days: 1) { token } }".formatted(meeting))
                .at("/createSharedLink/token")
                .asString();
        assertThat(TokenClient.with(ada.base(), link).send("GET", url(file), "").statusCode())
                .isEqualTo(403);

        assertThat(code(ben, delete(file))).isEqualTo("NOT_FOUND");
        assertThat(stored(file)).exists();
        GraphQl.data(ada, delete(file));
        assertThat(stored(file)).doesNotExist();
        assertThat(Download.get(ada, url(file)).statusCode()).isEqualTo(404);
        assertThat(files(ada)).isEmpty();
    }

    @Test
    @DisplayName(
            "A file ends when its person takes the consent back, and another one begins when the microphone is alone")
    void filesFollowThePublication() {
        try (CallPage host = CallPage.join(ada, meeting);
                MediaPeer camera = MediaPeer.publish(host).keepSending(KEYFRAME, 30)) {
            GraphQl.data(ada, start());
            String recording = awaitRecording(host, true).path("id").asString();
            answer(host, recording, true);
            Awaitility.await().until(() -> only(ada).path("bytes").asLong() > 0);
            host.send("mute", Map.of("publicationId", camera.publicationId(), "audioMuted", false, "videoMuted", true));
            Awaitility.await().untilAsserted(() -> assertThat(states()).containsExactly("COMPLETE", "RECORDING"));
            Awaitility.await().until(() -> files(ada).get(1).path("bytes").asLong() > 0);
            host.forget();
            answer(host, recording, false);
            Awaitility.await().untilAsserted(() -> assertThat(states()).containsExactly("COMPLETE", "COMPLETE"));
            host.await(message -> isRecorded(message, camera.publicationId(), false));
            assertThat(host.request("recordingConsent", Map.of("recordingId", UUID.randomUUID(), "agrees", true))
                            .path("code")
                            .asString())
                    .isEqualTo("RECORDING_NOT_FOUND");
            host.leave();
        }
        Awaitility.await().untilAsserted(() -> assertThat(end()).isEqualTo("EVERYBODY_LEFT"));
        assertThat(code(ada, start())).isEqualTo("NOBODY_THERE");
    }

    @Test
    void recordingEndsAtItsLimits() {
        try (CallPage host = CallPage.join(ada, meeting)) {
            UUID participant = host.participantId();
            GraphQl.data(ada, start());
            execute("update recording_span set started_at = now() - interval '5 hours' where meeting_id = '" + meeting
                    + "'");
            assertThat(awaitRecording(host, false).path("end").asString()).isEqualTo("TIME_LIMIT");
            host.forget();
            GraphQl.data(ada, start());
            awaitRecording(host, true);
            Uploaded.insert(database, meeting, participant, "COMPLETE", 11L << 30);
            assertThat(awaitRecording(host, false).path("end").asString()).isEqualTo("SIZE_LIMIT");
            assertThat(code(ada, start())).isEqualTo("LIMIT_REACHED");
            host.leave();
        }
        assertThat(actions())
                .containsExactly("RECORDING_STARTED", "RECORDING_STOPPED", "RECORDING_STARTED", "RECORDING_STOPPED");
    }

    @Test
    void filesGoWithTheirMeetingAndTheirPerson() throws Exception {
        UUID other = GraphQl.createMeeting(ada);
        UUID file = Uploaded.store(database, directory, meeting, participant(meeting, ada));
        UUID bens = Uploaded.store(database, directory, other, participant(other, ben));
        assertThat(ben.get("/api/account/data").body()).contains("/api/recordings/" + bens);
        GraphQl.data(ada, "mutation { deleteMeeting(meetingId: \"%s\") }".formatted(meeting));
        String email = ben.session().get("email").asString();
        assertThat(ben.send("DELETE", "/api/account", "application/json", "{\"email\":\"" + email + "\"}")
                        .statusCode())
                .isEqualTo(204);
        expiring.forEach(data -> data.deleteExpired().block());
        assertThat(Uploaded.path(database, directory, file)).doesNotExist();
        assertThat(Uploaded.path(database, directory, bens)).doesNotExist();
    }

    private UUID participant(UUID of, TestBrowser person) {
        UUID id = UUID.randomUUID();
        execute(
                "insert into participant (id, meeting_id, account_id, display_name, resume_token_hash, left_at) values ('"
                        + id + "', '" + of + "', '" + person.accountId()
                        + "', 'Somebody', sha256(gen_random_uuid()::text::bytea), now())");
        return id;
    }

    private static String delete(JsonNode file) {
        return "mutation { deleteRecording(id: \"%s\") }"
                .formatted(file.path("id").asString());
    }

    private static String code(TestBrowser person, String mutation) {
        return GraphQl.ask(person, mutation, Map.of())
                .at("/errors/0/extensions/code")
                .asString();
    }

    private Path stored(JsonNode file) {
        return Uploaded.path(
                database, directory, UUID.fromString(file.path("id").asString()));
    }

    private static boolean isRecorded(JsonNode message, String publicationId, boolean recorded) {
        return message.at("/participant/publications")
                .valueStream()
                .anyMatch(publication -> publication.path("id").asString().equals(publicationId)
                        && publication.path("recorded").asBoolean() == recorded);
    }

    private List<String> states() {
        return files(ada).stream().map(file -> file.path("state").asString()).toList();
    }

    private String end() {
        return GraphQl.data(ada, "{ meeting(id: \"%s\") { recording { end } } }".formatted(meeting))
                .at("/meeting/recording/end")
                .asString();
    }

    private List<String> actions() {
        return GraphQl.data(
                        ada,
                        "{ meeting(id: \"%s\") { timeline { edges { node { ... on HostAction { action } } } } } }"
                                .formatted(meeting))
                .at("/meeting/timeline/edges")
                .valueStream()
                .map(edge -> edge.at("/node/action").asString())
                .filter(action -> action.startsWith("RECORDING"))
                .toList();
    }
}
