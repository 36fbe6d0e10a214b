package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What one person may do with several pages in a room: how many there are, and which of them goes on. */
class PagesOfOnePersonIT extends RoomTest {
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
        UUID elsewhere = createMeeting();
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
}
