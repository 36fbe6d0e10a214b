package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** Files on their way from the media server. */
class RecordingUploadIT extends RecordingTest {
    @Value("${server.tomcat.connection-timeout}")
    private Duration connectionTimeout;

    @Test
    @DisplayName(
            "An upload is taken once, by PUT or POST; one that breaks off, as when the media server was killed, plays to there")
    void uploadsAreTakenOnce() throws Exception {
        try (CallPage host = CallPage.join(ada, meeting)) {
            GraphQl.data(ada, start());
            for (String method : List.of("PUT", "POST")) {
                String token = Uploaded.insert(database, meeting, host.participantId());
                byte[] sent = Uploaded.file();
                assertThat(Uploaded.send(ada.base(), method, token, sent, true)).isEqualTo(201);
                JsonNode file = Awaitility.await()
                        .until(
                                () -> files(ada).get(files(ada).size() - 1),
                                one -> one.path("state").asString().equals("COMPLETE"));
                assertThat(Download.play(Download.get(ada, url(file)).body()).frames())
                        .hasSize(Uploaded.FRAMES);
                assertThat(Uploaded.send(ada.base(), method, token, sent, true))
                        .as("used")
                        .isEqualTo(404);
                assertThat(Uploaded.send(ada.base(), method, "unknown", sent, true))
                        .isEqualTo(404);
            }
            String token = Uploaded.insert(database, meeting, host.participantId());
            Uploaded.send(ada.base(), "PUT", token, Uploaded.file(), false);
            JsonNode file = awaitState("CUT_OFF");
            assertThat(file.path("reason").asString()).isNotEmpty();
            Download.Played played = Download.play(Download.get(ada, url(file)).body());
            assertThat(played.header().durationMillis()).isPresent();
            assertThat(played.frames()).hasSizeBetween(1, Uploaded.FRAMES);
            host.leave();
        }
    }

    @Test
    @DisplayName("What a media server goes on to send of somebody who took the consent back is not taken")
    void uploadsWithoutConsentAreBrokenOff() throws Exception {
        try (CallPage host = CallPage.join(ada, meeting)) {
            GraphQl.data(ada, start());
            String token = Uploaded.insert(database, meeting, host.participantId());
            execute("insert into recording_consent (span_id, participant_id, meeting_id, agrees, answered_at)"
                    + " select id, '" + host.participantId() + "', meeting_id, false, now() - interval '1 minute'"
                    + " from recording_span where meeting_id = '" + meeting + "'");
            byte[] endless = new byte[40 << 20];
            byte[] beginning = Uploaded.file();
            System.arraycopy(beginning, 0, endless, 0, beginning.length);
            assertThat(Uploaded.send(ada.base(), "PUT", token, endless, true)).isNotEqualTo(201);
            assertThat(awaitState("CUT_OFF").path("bytes").asLong()).isLessThan(endless.length);
            host.leave();
        }
    }

    @Test
    @DisplayName("A file may pause longer than any other request, as one of sound alone does")
    void uploadsMayPause() throws Exception {
        try (CallPage host = CallPage.join(ada, meeting)) {
            GraphQl.data(ada, start());
            answer(host, awaitRecording(host, true).path("id").asString(), true);
            String token = Uploaded.insert(database, meeting, host.participantId());
            assertThat(Uploaded.sendWithPause(ada.base(), token, Uploaded.file(), connectionTimeout.plusSeconds(2)))
                    .isEqualTo(201);
            host.leave();
        }
    }

    @Test
    @DisplayName("The file of an instance that was killed while it received it is finished by another one")
    void filesOfDeadInstancesAreFinished() throws Exception {
        try (CallPage host = CallPage.join(ada, meeting)) {
            GraphQl.data(ada, start());
            Uploaded.insert(database, meeting, host.participantId());
            UUID id = UUID.fromString(only(ada).path("id").asString());
            Path file = Uploaded.path(database, directory, id);
            Files.createDirectories(file.getParent());
            byte[] whole = Uploaded.file();
            Files.write(file, Arrays.copyOf(whole, whole.length - 777));
            execute("update recording set upload_hash = null, heard_at = now() - interval '10 minutes' where id = '"
                    + id + "'");
            Download.Played played =
                    Download.play(Download.get(ada, url(awaitState("CUT_OFF"))).body());
            assertThat(played.header().durationMillis()).isPresent();
            assertThat(played.frames()).hasSizeBetween(Uploaded.FRAMES - 10, Uploaded.FRAMES - 1);
            host.leave();
        }
    }
}
