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

/** Which participants are in a room, as the others see it. */
class PresenceIT extends RoomTest {
    @Test
    void joiningIsSeenByEveryone() {
        try (CallPage first = CallPage.join(ada, meeting);
                CallPage second = CallPage.join(ben, meeting)) {
            JsonNode joined = second.await("joined");
            assertThat(joined.at("/meeting/id").asString()).isEqualTo(meeting.toString());
            assertThat(joined.path("participants")
                            .valueStream()
                            .map(participant -> participant.path("you").asBoolean()))
                    .containsExactly(false, true);
            JsonNode seen = first.awaitParticipant(second.participantId(), "present");
            assertThat(seen.at("/participant/you").asBoolean()).isFalse();
            assertThat(seen.at("/participant/displayName").asString()).isNotEmpty();
        }
    }

    /** Delays joins by 500 ms. */
    private void holdUpJoining() {
        database.sql("do $$ begin perform from meeting where id = '" + meeting
                        + "' for update; perform pg_sleep(0.5); end $$")
                .then()
                .subscribe();
        Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> database.sql(
                        "select id from meeting where id = :id for update skip locked")
                .bind("id", meeting)
                .fetch()
                .all()
                .collectList()
                .block()
                .isEmpty());
    }

    @Test
    void leavingWhileJoiningLeavesNoParticipant() {
        try (CallPage witness = CallPage.join(ada, meeting);
                Pings pings = new Pings(witness)) {
            for (boolean withLeave : List.of(true, false)) {
                try (CallPage page = CallPage.open(ben)) {
                    holdUpJoining();
                    page.send("join", Map.of("ref", 1, "meetingId", meeting));
                    if (withLeave) {
                        page.leave();
                        assertThat(page.awaitClosed()).isEqualTo(1000);
                    } else {
                        page.breakOff();
                    }
                    // The join, once it is no longer delayed, and then the end.
                    JsonNode came = witness.await(
                            message -> message.path("type").asString().equals("participant")
                                    && !message.at("/participant/you").asBoolean(),
                            Duration.ofSeconds(5));
                    UUID leaver = UUID.fromString(came.at("/participant/id").asString());
                    witness.await(
                            message -> message.path("type").asString().equals("participantLeft")
                                    && message.path("participantId").asString().equals(leaver.toString()),
                            Duration.ofSeconds(2));
                    assertThat(witness.received().toString()).doesNotContain("\"reconnecting\"");
                }
                witness.forget();
            }
        }
    }

    @Test
    void leavingRightAfterJoiningIsNotLost() {
        try (CallPage page = CallPage.open(ben)) {
            page.send("join", Map.of("ref", 1, "meetingId", meeting));
            page.leave();
            assertThat(page.awaitClosed()).isEqualTo(1000);
            Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> inRoom() == 0);
        }
    }

    @Test
    void leavingIsSeenWithinTwoSeconds() {
        try (CallPage first = CallPage.join(ada, meeting);
                CallPage second = CallPage.join(ben, meeting);
                Pings pings = new Pings(first)) {
            UUID leaver = second.participantId();
            long left = System.nanoTime();
            second.leave();
            first.awaitLeft(leaver);
            assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(Duration.ofSeconds(2));
            assertThat(second.awaitClosed()).isEqualTo(1000);
        }
    }

    @Test
    void silentPageReconnectsAndIsThenRemoved() {
        try (CallPage first = CallPage.join(ada, meeting);
                CallPage second = CallPage.join(ben, meeting);
                Pings pings = new Pings(first)) {
            first.awaitParticipant(second.participantId(), "reconnecting");
            first.awaitLeft(second.participantId());
            assertThat(second.await("error").path("code").asString()).isEqualTo("NOT_JOINED");
        }
    }

    @Test
    void pageThatIsHeardInTimeStays() {
        try (CallPage first = CallPage.join(ada, meeting);
                CallPage second = CallPage.join(ben, meeting);
                Pings pings = new Pings(first)) {
            first.awaitParticipant(second.participantId(), "reconnecting");
            first.forget();
            try (Pings again = new Pings(second)) {
                first.awaitParticipant(second.participantId(), "present");
            }
        }
    }

    @Test
    void pageResumesAfterABrokenConnection() {
        try (CallPage first = CallPage.join(ada, meeting);
                CallPage second = CallPage.join(ben, meeting);
                Pings pings = new Pings(first)) {
            UUID id = second.participantId();
            second.breakOff();
            first.awaitParticipant(id, "reconnecting");
            first.forget();
            try (CallPage back = CallPage.open(ben)) {
                JsonNode joined = back.resume(meeting, second);
                assertThat(joined.path("participantId").asString()).isEqualTo(id.toString());
                first.awaitParticipant(id, "present");
            }
        }
    }

    @Test
    @DisplayName("Resuming replaces a former socket that still looks connected")
    void resumingReplacesTheFormerSocket() {
        try (CallPage old = CallPage.join(ada, meeting);
                CallPage back = CallPage.open(ada)) {
            back.resume(meeting, old);
            assertThat(old.await("error").path("code").asString()).isEqualTo("REPLACED");
            old.awaitClosed();
            assertThat(back.participantId()).isEqualTo(old.participantId());
        }
    }

    @Test
    @DisplayName("The token of another account begins a new participant session")
    void tokenOfAnotherAccountDoesNotResume() {
        try (CallPage adas = CallPage.join(ada, meeting);
                CallPage bens = CallPage.open(ben)) {
            bens.resume(meeting, adas);
            assertThat(bens.participantId()).isNotEqualTo(adas.participantId());
        }
    }

    @Test
    void unknownMeetingIsNotFound() {
        try (CallPage page = CallPage.open(ada)) {
            JsonNode error = page.requestJoin(UUID.randomUUID());
            assertThat(error.path("code").asString()).isEqualTo("MEETING_NOT_FOUND");
            assertThat(error.path("fatal").asBoolean()).isFalse();
            // The page may then join an existing meeting, but no second one.
            assertThat(page.requestJoin(meeting).path("type").asString()).isEqualTo("joined");
            assertThat(page.requestJoin(UUID.randomUUID()).path("code").asString())
                    .isEqualTo("BAD_MESSAGE");
            page.leave();
        }
    }

    @Test
    void socketThatDoesNotJoinIsClosed() {
        try (CallPage page = CallPage.open(ada)) {
            assertThat(page.await("error").path("code").asString()).isEqualTo("NOT_JOINED");
            page.awaitClosed();
        }
    }
}
