package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.chattycat.app.JsonLog;
import org.chattycat.app.OwnerOf;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Publishing and viewing over signalling, against the embedded media server. */
class MediaIT extends MediaTest {
    @Test
    void publicationIsViewedAndEnds() {
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting)) {
            JsonNode published = publisher.publishCamera();
            assertThat(published.path("type").asString())
                    .as(published.toString())
                    .isEqualTo("published");
            assertThat(published.path("sdp").asString()).contains("a=recvonly").contains("x-google-start-bitrate=2000");
            String id = published.path("publicationId").asString();
            publisher.await(message -> message.path("type").asString().equals("candidate")
                    && message.path("role").asString().equals("publisher")
                    && message.path("publicationId").asString().equals(id));

            JsonNode seen = viewer.await(message ->
                    message.at("/participant/publications/0/id").asString().equals(id));
            assertThat(seen.at("/participant/publications/0/kind").asString()).isEqualTo("camera");

            JsonNode viewing = viewer.view(id);
            assertThat(viewing.path("type").asString()).as(viewing.toString()).isEqualTo("viewing");
            assertThat(viewing.path("sdp").asString()).contains("a=sendonly");
            viewer.await(message -> message.path("type").asString().equals("candidate")
                    && message.path("role").asString().equals("viewer"));
            // The pipeline, and one endpoint for each page.
            assertThat(kurento.objectCount()).isEqualTo(3);

            viewer.forget();
            assertThat(publisher
                            .request("unpublish", Map.of("publicationId", id))
                            .path("type")
                            .asString())
                    .isEqualTo("done");
            viewer.await(message -> message.at("/participant/publications").isArray()
                    && message.at("/participant/publications").isEmpty());
            Awaitility.await()
                    .untilAsserted(() -> assertThat(kurento.objectCount()).isEqualTo(1));

            publisher.leave();
            viewer.leave();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(kurento.objectCount()).isZero());
            assertThat(placed()).isZero();
        }
    }

    @Test
    @DisplayName("Publishing the same kind again keeps the publication and its viewers")
    void publishingAgainKeepsThePublication() {
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting)) {
            String id = publisher.publishCamera().path("publicationId").asString();
            viewer.await(message ->
                    message.at("/participant/publications/0/id").asString().equals(id));
            viewer.view(id);
            assertThat(publisher.publishCamera().path("publicationId").asString())
                    .isEqualTo(id);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(kurento.objectCount()).isEqualTo(3));
            assertThat(viewer.received())
                    .noneMatch(message -> message.path("type").asString().equals("renegotiate"));
            publisher.leave();
            viewer.leave();
        }
    }

    @Test
    @DisplayName("What is published again, as after a lost path, reaches viewers on the connections that they have")
    void viewersKeepTheirConnections() {
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting)) {
            MediaPeer lost = MediaPeer.publish(publisher).keepSending();
            try (MediaPeer heard = MediaPeer.view(viewer, lost.publicationId())) {
                heard.awaitSound();
                lost.close();
                heard.awaitNothing();
                viewer.forget();
                try (MediaPeer again = MediaPeer.publish(publisher).keepSending()) {
                    assertThat(again.publicationId()).isEqualTo(lost.publicationId());
                    heard.awaitSound();
                    assertThat(viewer.received())
                            .noneMatch(
                                    message -> message.path("type").asString().matches("renegotiate|participantLeft"));
                }
            }
            publisher.leave();
            viewer.leave();
        }
    }

    @Test
    @DisplayName(
            "The fifth person brings small pictures, which the server sends in place of the large one, and nobody else sees")
    void smallPicturesTakeThePlaceOfTheLargeOne() throws Exception {
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting);
                CallPage third = CallPage.join(ben, meeting);
                CallPage fourth = CallPage.join(ben, meeting)) {
            assertThat(publisher.await("joined").at("/meeting/smallPictures").asBoolean(true))
                    .isFalse();
            try (CallPage fifth = CallPage.join(ben, meeting)) {
                assertThat(publisher.await("smallPictures").path("active").asBoolean())
                        .isTrue();
                assertThat(fifth.await("joined").at("/meeting/smallPictures").asBoolean())
                        .isTrue();
                fifth.leave();
            }
            try (MediaPeer large = MediaPeer.publish(publisher).keepSending(MediaPeer.frame(1, 900), 50)) {
                String id = large.publicationId();
                viewer.awaitPublication(id);
                try (MediaPeer view = MediaPeer.view(viewer, id, "small")) {
                    view.awaitFrame(1);
                    String smallId;
                    try (MediaPeer small = MediaPeer.publishSmall(publisher).keepSending(MediaPeer.frame(2, 300), 15)) {
                        smallId = small.publicationId();
                        awaitPicture(viewer, id, "small");
                        view.awaitFrame(2);
                        view.awaitSound();

                        choose(viewer, id, "none");
                        view.awaitPause();
                        choose(viewer, id, "large");
                        view.awaitFrame(1);
                        choose(viewer, id, "small");
                        view.awaitFrame(2);
                        assertThat(viewer.view(smallId).path("code").asString()).isEqualTo("PUBLICATION_NOT_FOUND");
                        assertThat(count("select count(*) from tap where meeting_id = :id"))
                                .isEqualTo(1);
                        assertNobodySees("cameraSmall", publisher, viewer, third, fourth);
                        assertThat(ada.get("/api/account/data").body())
                                .contains("\"shows\":\"camera\"")
                                .doesNotContain("cameraSmall");
                    }
                    viewer.forget();
                    publisher.request("unpublish", Map.of("publicationId", smallId));
                    awaitPicture(viewer, id, "large");
                    view.awaitFrame(1);
                }
            }
            for (CallPage page : new CallPage[] {publisher, viewer, third, fourth}) {
                page.leave();
            }
        }
    }

    @Test
    @DisplayName(
            "A viewer with a slow network gets the small picture for a while, and the publisher is not slowed down")
    void slowViewerGetsTheSmallPicture() {
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting);
                MediaPeer large = MediaPeer.publish(publisher).keepSending(MediaPeer.frame(1, 1000), 50);
                MediaPeer small = MediaPeer.publishSmall(publisher).keepSending(MediaPeer.frame(2, 300), 15)) {
            String id = large.publicationId();
            viewer.awaitPublication(id);
            try (MediaPeer view = MediaPeer.view(viewer, id)) {
                view.awaitFrame(1);
                AtomicLong estimate = new AtomicLong(1_000_000);
                Awaitility.await().pollInterval(Duration.ofMillis(300)).until(() -> {
                    view.estimate(estimate.updateAndGet(before -> Math.max(100_000, before * 9 / 10)));
                    return viewer.received().stream().anyMatch(message -> isPicture(message, id, "small"));
                });
                view.awaitFrame(2);
                view.awaitSound();
                large.awaitAskedFor(2_000_000);
                // After the pause.
                awaitPicture(viewer, id, "large");
                view.awaitFrame(1);
            }
            publisher.leave();
            viewer.leave();
        }
    }

    private static void choose(CallPage page, String publicationId, String picture) {
        // Each message is kept to the end, so an answer to a former choice would count.
        page.forget();
        page.send("picture", Map.of("publicationId", publicationId, "picture", picture));
        awaitPicture(page, publicationId, picture);
    }

    private static void awaitPicture(CallPage page, String publicationId, String picture) {
        page.await(message -> isPicture(message, publicationId, picture));
    }

    private static boolean isPicture(JsonNode message, String publicationId, String picture) {
        return message.path("type").asString().equals("picture")
                && message.path("publicationId").asString().equals(publicationId)
                && message.path("picture").asString().equals(picture);
    }

    private static void assertNobodySees(String kind, CallPage... pages) {
        for (CallPage page : pages) {
            assertThat(page.received()).noneMatch(message -> message.toString().contains(kind));
        }
    }

    @Test
    @DisplayName("The pipeline of a meeting that is deleted while the last one leaves is released")
    void deletedMeetingsLeaveNothingBehind() {
        try (CallPage publisher = CallPage.join(ada, meeting)) {
            publisher.publishCamera();
            assertThat(kurento.objectCount()).isPositive();
            // At the worst moment: between the end of the last participant and the release.
            new OwnerOf(database).execute("delete from meeting where id = '" + meeting + "'");
            publisher.leave();
        }
        awaitNothingLeft();
    }

    /** A test that ends while its endpoints are being released would disturb the counts of the next one. */
    @Test
    void invalidRequestsLeaveNothingBehind() {
        try (JsonLog log = new JsonLog(MessageDispatcher.class);
                CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting)) {
            assertThat(publisher
                            .request("publish", Map.of("kind", "camera", "sdp", "v=0\r\nnonsense"))
                            .path("code")
                            .asString())
                    .isEqualTo("BAD_SDP");
            assertThat(log.lines())
                    .filteredOn(line -> line.path("meetingId").asString().equals(meeting.toString()))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.get("message").asString()).startsWith("The media server refused Publish");
                        assertThat(line.get("participantId").asString())
                                .isEqualTo(publisher.participantId().toString());
                        // An id may contain these letters, but not as a word.
                        assertThat(line.toString()).doesNotContainPattern("(?i)\\bada\\b");
                    });
            assertThat(viewer.view(UUID.randomUUID().toString()).path("code").asString())
                    .isEqualTo("PUBLICATION_NOT_FOUND");
            String id = publisher.publishCamera().path("publicationId").asString();
            viewer.await(message ->
                    message.at("/participant/publications/0/id").asString().equals(id));
            assertThat(viewer.request("unpublish", Map.of("publicationId", id))
                            .path("code")
                            .asString())
                    .isEqualTo("PUBLICATION_NOT_FOUND");
            assertThat(publisher.view(id).path("code").asString()).isEqualTo("PUBLICATION_NOT_FOUND");
            assertThat(kurento.objectCount()).isEqualTo(2);
            publisher.leave();
            viewer.leave();
        }
    }

    @Test
    void everyoneSeesMute() {
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting)) {
            String id = publisher.publishCamera().path("publicationId").asString();
            publisher.send("mute", Map.of("publicationId", id, "audioMuted", true, "videoMuted", false));
            viewer.await(message ->
                    message.at("/participant/publications/0/audioMuted").asBoolean(false));
            publisher.leave();
            viewer.leave();
        }
    }

    @Test
    @DisplayName(
            "Nobody hears whom the host has muted, whatever that page sends, until it says that its person unmuted")
    void hostsMuteIsEnforced() {
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage cheat = CallPage.join(ben, meeting)) {
            UUID muted = cheat.participantId();
            hostsMuteIsEnforced(host, cheat, muted);
        }
    }

    private void hostsMuteIsEnforced(CallPage host, CallPage cheat, UUID muted) {
        try (MediaPeer camera = MediaPeer.publish(cheat).keepSending();
                MediaPeer heard = MediaPeer.view(host, camera.publicationId())) {
            heard.awaitSound();
            long start = System.nanoTime();
            GraphQl.data(ada, "mutation { muteParticipant(participantId: \"%s\") { id } }".formatted(muted));
            assertThat(Duration.ofNanos(heard.awaitSilence() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(cheat.await(MediaIT::mutedByHost)
                            .at("/participant/publications/0/audioMuted")
                            .asBoolean())
                    .isTrue();
            cheat.send(
                    "mute", Map.of("publicationId", camera.publicationId(), "audioMuted", false, "videoMuted", false));
            try (CallPage late = CallPage.join(ben, meeting);
                    MediaPeer heardLate = MediaPeer.view(late, camera.publicationId())) {
                heardLate.awaitSilence();
                late.leave();
            }
            // Negotiating again, as after a lost path, makes another endpoint.
            try (MediaPeer again = MediaPeer.publish(cheat).keepSending()) {
                heard.awaitSilence();
                host.forget();
                assertThat(cheat.request("unmute", Map.of()).path("type").asString())
                        .isEqualTo("done");
                heard.awaitSound();
                host.await(message -> message.at("/participant/mutedByHostAt").isNull()
                        && message.at("/participant/publications/0/id")
                                .asString()
                                .equals(again.publicationId())
                        && !message.at("/participant/publications/0/audioMuted").asBoolean(true));
            }
            host.leave();
            cheat.leave();
        }
    }

    private static boolean mutedByHost(JsonNode message) {
        return message.at("/participant/mutedByHostAt").isString();
    }

    private long placed() {
        return count("select count(*) from meeting where id = :id and pipeline_id is not null");
    }

    private long count(String query) {
        return database.sql(query)
                .bind("id", meeting)
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
    }
}
