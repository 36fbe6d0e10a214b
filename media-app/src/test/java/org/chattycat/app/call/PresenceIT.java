package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Which participants are in a room, as the others see it. */
@ChattyCatTest
@TestPropertySource(
        properties = {
            "chattycat.call.silence=700ms",
            "chattycat.call.tick=100ms",
            "chattycat.call.join-timeout=1s",
            "chattycat.call.max-sockets-per-account=5",
            "chattycat.meeting.resume-window=3s",
            "chattycat.meeting.lease=1500ms",
            "chattycat.meeting.lease-renewal=200ms",
            "chattycat.meeting.max-participants=4",
            "chattycat.meeting.max-stays-per-account=3"
        })
class PresenceIT {
    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    private TestBrowser ada;
    private TestBrowser ben;
    private UUID meeting;

    @BeforeEach
    void meet() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        ben = people.signIn("ben-" + UUID.randomUUID() + "@example.org");
        meeting = GraphQl.createMeeting(ada);
    }

    @AfterEach
    void awaitEmptyRoom() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(inRoom())
                .isZero());
    }

    private long inRoom() {
        return database.sql("select count(*) as people from participant where left_at is null and meeting_id = :id")
                .bind("id", meeting)
                .map(row -> row.get("people", Long.class))
                .one()
                .block();
    }

    /** Sends pings for a page while a test waits. */
    private static final class Pings implements AutoCloseable {
        private final Thread thread;

        Pings(CallPage page) {
            thread = new Thread(() -> {
                try {
                    while (true) {
                        page.ping();
                        Thread.sleep(100);
                    }
                } catch (InterruptedException | RuntimeException e) {
                    // The test is over.
                }
            });
            thread.start();
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

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

    private long silent(UUID of) {
        return database.sql("select count(*) as silent from participant where left_at is null"
                        + " and resume_until is not null and meeting_id = :id")
                .bind("id", of)
                .map(row -> row.get("silent", Long.class))
                .one()
                .block();
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
    void crashedPagesGiveWayToTheirOwner() {
        try (CallPage other = CallPage.join(ben, meeting);
                Pings pings = new Pings(other)) {
            for (int i = 0; i < 3; i++) {
                CallPage.join(ada, meeting).breakOff();
            }
            Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> silent(meeting) == 3);
            // The room is full, and Ada is at her own limit.
            for (int i = 0; i < 3; i++) {
                try (CallPage page = CallPage.join(ada, meeting)) {
                    page.leave();
                    page.awaitClosed();
                }
                CallPage.join(ada, meeting).breakOff();
                Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> silent(meeting) >= 2);
            }
            assertThat(other.received().toString()).doesNotContain("NOT_JOINED");
        }
    }

    @Test
    void silentSocketsGiveWayToTheirOwner() {
        UUID elsewhere = GraphQl.createMeeting(ada);
        List<CallPage> pages = new ArrayList<>();
        try {
            for (UUID where : List.of(meeting, meeting, meeting, elsewhere, elsewhere)) {
                pages.add(CallPage.join(ada, where));
            }
            Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> silent(meeting) > 0 || inRoom() == 0);
            pages.add(CallPage.join(ada, elsewhere));
            assertThat(pages.get(0).awaitClosed()).isEqualTo(1008);
        } finally {
            pages.forEach(CallPage::close);
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
    void roomIsLimited() {
        List<CallPage> pages = new ArrayList<>();
        List<Pings> pings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            pages.add(CallPage.join(ada, meeting));
            pings.add(new Pings(pages.get(i)));
        }
        try (CallPage fourth = CallPage.open(ada)) {
            assertThat(fourth.requestJoin(meeting).path("code").asString()).isEqualTo("LIMIT_REACHED");
        }
        try (CallPage fourth = CallPage.join(ben, meeting);
                Pings fourthPings = new Pings(fourth);
                CallPage fifth = CallPage.open(ben)) {
            assertThat(fifth.requestJoin(meeting).path("code").asString()).isEqualTo("MEETING_FULL");
            pages.get(0).leave();
            fourth.awaitLeft(pages.get(0).participantId());
            assertThat(fifth.requestJoin(meeting).path("type").asString()).isEqualTo("joined");
        }
        pings.forEach(Pings::close);
        pages.forEach(CallPage::close);
    }

    @Test
    void pagesLearnWhichParticipantsAreTheSamePerson() {
        try (CallPage first = CallPage.join(ada, meeting);
                CallPage other = CallPage.join(ben, meeting);
                CallPage second = CallPage.join(ada, meeting)) {
            assertThat(samePersons(second.await("joined").path("participants")))
                    .containsExactly(first.participantId().toString());
            assertThat(first.awaitParticipant(second.participantId(), "present")
                            .at("/participant/samePerson")
                            .asBoolean())
                    .isTrue();
            assertThat(other.awaitParticipant(second.participantId(), "present")
                            .at("/participant/samePerson")
                            .asBoolean())
                    .isFalse();
            // Ben is not told that the two are the same person, nor who that is.
            assertThat(other.received().toString())
                    .doesNotContain(ada.accountId().toString());
        }
    }

    private static List<String> samePersons(JsonNode participants) {
        return participants
                .valueStream()
                .filter(participant -> participant.path("samePerson").asBoolean())
                .map(participant -> participant.path("id").asString())
                .toList();
    }

    @Test
    @DisplayName("Switching ends the other participants of the same person only")
    void switchingEndsOtherParticipants() {
        try (CallPage old = CallPage.join(ada, meeting);
                CallPage older = CallPage.join(ada, meeting);
                CallPage other = CallPage.join(ben, meeting);
                CallPage here = CallPage.join(ada, meeting);
                Pings olds = new Pings(old);
                Pings olders = new Pings(older);
                Pings others = new Pings(other);
                Pings heres = new Pings(here)) {
            // Ben has no other participant to end, and cannot end Ada's.
            assertThat(other.switchHere().path("type").asString()).isEqualTo("done");
            assertThat(inRoom()).isEqualTo(4);

            long asked = System.nanoTime();
            assertThat(here.switchHere().path("type").asString()).isEqualTo("done");
            other.awaitLeft(old.participantId());
            other.awaitLeft(older.participantId());
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
            assertReplaced(old);
            assertReplaced(older);
            assertThat(inRoom()).isEqualTo(2);
            for (CallPage page : List.of(here, other)) {
                assertThat(page.received().toString()).doesNotContain("\"error\"");
            }
        }
    }

    private static void assertReplaced(CallPage page) {
        JsonNode error = page.await("error");
        assertThat(error.path("code").asString()).isEqualTo("REPLACED");
        assertThat(error.path("fatal").asBoolean()).isTrue();
        page.awaitClosed();
    }

    @Test
    @DisplayName("A page that slept during a switch does not rejoin by itself")
    void sleepingPageDoesNotRejoin() {
        try (CallPage asleep = CallPage.join(ada, meeting);
                CallPage here = CallPage.join(ada, meeting);
                Pings pings = new Pings(here)) {
            asleep.breakOff();
            here.awaitParticipant(asleep.participantId(), "reconnecting");
            here.switchHere();
            here.awaitLeft(asleep.participantId());
            try (CallPage awake = CallPage.open(ada)) {
                assertThat(awake.resume(meeting, asleep).path("code").asString())
                        .isEqualTo("REPLACED");
                // The person may switch back.
                assertThat(awake.requestJoin(meeting).path("type").asString()).isEqualTo("joined");
                assertThat(awake.switchHere().path("type").asString()).isEqualTo("done");
                assertReplaced(here);
            }
        }
    }

    @Test
    void oneOfTwoPagesThatSwitchAtOnceStays() {
        try (CallPage one = CallPage.join(ada, meeting);
                CallPage two = CallPage.join(ada, meeting);
                CallPage other = CallPage.join(ben, meeting);
                Pings ones = new Pings(one);
                Pings twos = new Pings(two);
                Pings others = new Pings(other)) {
            one.send("switchHere", Map.of("ref", 99));
            try {
                two.send("switchHere", Map.of("ref", 99));
            } catch (CompletionException e) {
                // The first switch was faster, and has closed this page.
                two.awaitClosed();
            }
            Awaitility.await().until(() -> inRoom() < 3);
            other.send("switchHere", Map.of("ref", 99));
            other.await("done");
            assertThat(inRoom()).isEqualTo(2);
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
