package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What hosts do takes effect within a second on every instance. The host, Ada, is on one; the others are on another one. */
class HostActionsOnTwoInstancesIT extends TwoInstancesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    @DisplayName("Nobody on either instance hears somebody whom the host muted, whatever that page sends")
    void mutes() {
        TestBrowser eve = eve();
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage cheat = CallPage.join(ben, meeting);
                CallPage member = CallPage.join(eve, meeting)) {
            UUID muted = cheat.participantId();
            mutes(host, cheat, member, muted, MediaPeer::publish);
            mutes(host, cheat, member, muted, MediaPeer::publishScreen);
            host.leave();
            cheat.leave();
            member.leave();
        }
    }

    private void mutes(
            CallPage host, CallPage cheat, CallPage member, UUID muted, Function<CallPage, MediaPeer> publish) {
        try (MediaPeer microphone = publish.apply(cheat).keepSending();
                MediaPeer here = MediaPeer.view(host, microphone.publicationId());
                MediaPeer there = MediaPeer.view(member, microphone.publicationId())) {
            here.awaitSound();
            there.awaitSound();
            long start = System.nanoTime();
            // Both read at the same time: packets that wait to be read would seem late.
            List<CompletableFuture<Long>> silent = List.of(
                    CompletableFuture.supplyAsync(here::awaitSilence),
                    CompletableFuture.supplyAsync(there::awaitSilence));
            act(ada, "muteParticipant(participantId: \"%s\")".formatted(muted));
            cheat.await(message -> message.at("/participant/mutedByHostAt").isString(), SECOND);
            for (CompletableFuture<Long> hearer : silent) {
                assertThat(Duration.ofNanos(hearer.join() - start)).isLessThan(SECOND);
            }

            assertThat(cheat.request("unmute", Map.of()).path("type").asString())
                    .isEqualTo("done");
            here.awaitSound();
            there.awaitSound();

            act(ada, "muteEverybody(meetingId: \"%s\")".formatted(meeting));
            here.awaitSilence();
            there.awaitSilence();
            cheat.request("unmute", Map.of());
        }
    }

    @Test
    void lowersHandsAndAsksToUnmute() {
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting)) {
            UUID ben = member.participantId();
            for (String mutation : List.of(
                    "lowerHand(participantId: \"%s\")".formatted(ben),
                    "lowerAllHands(meetingId: \"%s\")".formatted(meeting))) {
                member.request("hand", Map.of("raised", true));
                host.await(message -> isHand(message, ben, true), SECOND);
                member.forget();
                act(ada, mutation);
                member.await(message -> isHand(message, ben, false), SECOND);
                host.await(message -> isHand(message, ben, false), SECOND);
                host.forget();
            }
            act(ada, "askToUnmute(participantId: \"%s\")".formatted(ben));
            member.await(message -> message.path("type").asString().equals("unmuteRequest"), SECOND);
            host.leave();
            member.leave();
        }
    }

    private static boolean isHand(JsonNode message, UUID participant, boolean raised) {
        return message.at("/participant/id").asString().equals(participant.toString())
                && message.at("/participant/handRaisedAt").isNull() != raised;
    }

    @Test
    @DisplayName("Guests of both instances are removed at once when the host no longer lets guests join")
    void removesGuests() {
        act(ada, "allowGuests(meetingId: \"%s\", allowed: true)".formatted(meeting));
        TestBrowser gus = people.stranger();
        AdmissionTest.enter(gus, meeting, "Gus");
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage guest = CallPage.join(other.browserOf(gus), meeting)) {
            act(ada, "allowGuests(meetingId: \"%s\", allowed: false)".formatted(meeting));
            guest.await(message -> message.path("code").asString().equals("REMOVED"), SECOND);
            host.leave();
        }
    }

    @Test
    void stopsAShare() {
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting)) {
            UUID sharing = member.participantId();
            String screen = member.publishScreen().path("publicationId").asString();
            host.awaitPublication(screen);
            member.forget();
            act(ada, "stopShare(participantId: \"%s\")".formatted(sharing));
            member.await(
                    message -> message.at("/participant/id").asString().equals(sharing.toString())
                            && message.at("/participant/publications").isEmpty(),
                    SECOND);
            host.leave();
            member.leave();
        }
    }

    @Test
    @DisplayName("Who waits on one instance is let in by a host on the other one, and a lock holds on both")
    void letsInAndLocks() {
        act(ada, "setWaitingRoom(meetingId: \"%s\", on: true)".formatted(meeting));
        try (CallPage host = CallPage.join(ada, meeting)) {
            String knocks = "/api/meetings/" + meeting + "/knock";
            ben.postJson(knocks, Map.of("displayName", "Ben"));
            host.await(message -> message.at("/knocks/0/displayName").asString().equals("Ben"), SECOND);
            CompletableFuture<JsonNode> told =
                    CompletableFuture.supplyAsync(() -> TestBrowser.json(ben.get(knocks + "?wait=true")));
            act(ada, "answerKnocks(meetingId: \"%s\", admitted: true)".formatted(meeting));
            assertThat(told.orTimeout(1, TimeUnit.SECONDS).join().path("state").asString())
                    .isEqualTo("ADMITTED");
            try (CallPage member = CallPage.join(ben, meeting)) {
                act(ada, "lockMeeting(meetingId: \"%s\", locked: true)".formatted(meeting));
                try (CallPage shut = CallPage.open(eve())) {
                    assertThat(shut.requestJoin(meeting).path("code").asString())
                            .isEqualTo("MEETING_LOCKED");
                }
                member.leave();
            }
            host.leave();
        }
    }

    @Test
    @DisplayName(
            "A co-host on the other instance acts at once, until the host ends that; a removal and an end reach both")
    void makesCoHostsRemovesAndEnds() {
        TestBrowser eve = eve();
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting);
                CallPage removed = CallPage.join(eve, meeting)) {
            String coHost = "setCoHost(participantId: \"%s\", coHost: %s)";
            act(ada, coHost.formatted(member.participantId(), true));
            member.await(
                    message -> message.at("/participant/you").asBoolean()
                            && message.at("/participant/coHost").asBoolean(),
                    SECOND);
            act(ben, "renameMeeting(meetingId: \"%s\", title: \"Weekly\")".formatted(meeting));
            host.await(
                    message -> message.path("type").asString().equals("meeting")
                            && message.path("title").asString().equals("Weekly"),
                    SECOND);
            act(ada, "removeParticipant(participantId: \"%s\")".formatted(removed.participantId()));
            removed.await(message -> message.path("code").asString().equals("REMOVED"), SECOND);

            act(ada, coHost.formatted(member.participantId(), false));
            String lock = "mutation { lockMeeting(meetingId: \"%s\", locked: true) { id } }".formatted(meeting);
            assertThat(GraphQl.ask(ben, lock, Map.of())
                            .at("/errors/0/extensions/code")
                            .asString())
                    .isEqualTo("NOT_FOUND");

            act(ada, "endMeeting(meetingId: \"%s\")".formatted(meeting));
            member.await(message -> message.path("code").asString().equals("MEETING_ENDED"), SECOND);
        }
    }

    private TestBrowser eve() {
        return other.browserOf(people.signIn("eve-" + UUID.randomUUID() + "@example.org"));
    }

    private static void act(TestBrowser host, String mutation) {
        GraphQl.data(host, "mutation { " + mutation + " { id } }");
    }
}
