package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Chat, raised hands, reactions and titles. */
@ChattyCatTest
class ConversationIT {
    @Autowired
    private People people;

    private TestBrowser ada;
    private TestBrowser ben;
    private UUID meeting;

    @BeforeEach
    void meet() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@talk.example");
        ben = people.signIn("ben-" + UUID.randomUUID() + "@talk.example");
        meeting = GraphQl.createMeeting(ada);
    }

    @Test
    @DisplayName("A message reaches everybody, later accounts and GraphQL; a guest gets those since the guest came")
    void chatIsKept() {
        GraphQl.data(ada, "mutation { allowGuests(meetingId: \"%s\", allowed: true) { id } }".formatted(meeting));
        try (CallPage host = CallPage.join(ada, meeting)) {
            say(host, " One\u202e \r\n\r\n\r\n\r\n  two ");
            TestBrowser gus = guest("Gus");
            try (CallPage guest = CallPage.join(gus, meeting)) {
                say(guest, "Three");
                assertThat(texts(guest)).containsExactly("Three");
                host.await(chat("Three"));
                assertThat(host.await(chat("Three")).at("/messages/0/guest").asBoolean())
                        .isTrue();
            }
            try (CallPage back = CallPage.join(gus, meeting);
                    CallPage member = CallPage.join(ben, meeting)) {
                back.await(chat("Three"));
                member.await(chat("Three"));
                assertThat(texts(back)).containsExactly("Three");
                assertThat(texts(member)).containsExactly("One\n\ntwo", "Three");
            }
        }
        JsonNode listed = GraphQl.data(
                        ben,
                        "{ meeting(id: \"%s\") { chatMessages(first: 1) { edges { node { number displayName text } }"
                                        .formatted(meeting)
                                + " pageInfo { hasNextPage endCursor } } } }")
                .at("/meeting/chatMessages");
        assertThat(listed.at("/edges/0/node/text").asString()).isEqualTo("One\n\ntwo");
        String next = GraphQl.data(
                        ben,
                        "{ meeting(id: \"%s\") { chatMessages(after: \"%s\") { edges { node { number text guest } } } } }"
                                .formatted(
                                        meeting,
                                        listed.at("/pageInfo/endCursor").asString()))
                .at("/meeting/chatMessages/edges")
                .toString();
        assertThat(next).isEqualTo("[{\"node\":{\"number\":2,\"text\":\"Three\",\"guest\":true}}]");
    }

    @Test
    void messagesAreBounded() {
        try (CallPage page = CallPage.join(ada, meeting)) {
            for (String wrong : List.of("", " \n ", "x".repeat(2001), "a\u0007b")) {
                assertThat(page.request("chat", Map.of("text", wrong))
                                .path("code")
                                .asString())
                        .isEqualTo("BAD_MESSAGE");
            }
            say(page, "x".repeat(2000));
            Awaitility.await().pollInterval(Duration.ZERO).until(() -> "LIMIT_REACHED"
                    .equals(page.request("chat", Map.of("text", "once more"))
                            .path("code")
                            .asString("")));
            assertThat(page.request("react", Map.of("reaction", "rude"))
                            .path("code")
                            .asString())
                    .isEqualTo("BAD_MESSAGE");
        }
    }

    @Test
    @DisplayName("Hands keep their place in the order, and gestures are limited")
    void handsAndReactions() {
        try (CallPage one = CallPage.join(ada, meeting);
                CallPage other = CallPage.join(ben, meeting)) {
            assertThat(hand(one, true)).isEqualTo("done");
            String first = raisedAt(other, one, true);
            other.forget();
            assertThat(hand(one, true)).isEqualTo("done");
            assertThat(one.request("react", Map.of("reaction", "clap"))
                            .path("type")
                            .asString())
                    .isEqualTo("done");
            JsonNode shown = other.await("reaction");
            assertThat(shown.path("reaction").asString()).isEqualTo("clap");
            assertThat(shown.path("participantId").asString())
                    .isEqualTo(one.participantId().toString());
            try (CallPage late = CallPage.join(ben, meeting)) {
                assertThat(late.await("joined")
                                .at("/participants/0/handRaisedAt")
                                .asString())
                        .isEqualTo(first);
            }
            other.forget();
            assertThat(hand(one, false)).isEqualTo("done");
            raisedAt(other, one, false);
            assertTimeline(one, first);
            long refused = 0;
            for (int i = 0; i < 12; i++) {
                refused += hand(one, i % 2 == 0).equals("error") ? 1 : 0;
            }
            assertThat(refused).isPositive();
        }
    }

    @Test
    void hostGivesTheMeetingATitle() {
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting)) {
            assertThat(GraphQl.ask(ben, rename("Mine"), Map.of())
                            .at("/errors/0/extensions/code")
                            .asString())
                    .isEqualTo("NOT_FOUND");
            assertThat(GraphQl.ask(ada, rename("x".repeat(121)), Map.of())
                            .at("/errors/0/extensions/code")
                            .asString())
                    .isEqualTo("BAD_TEXT");
            assertThat(GraphQl.data(ada, rename("  Weekly\u202e   review "))
                            .at("/renameMeeting/title")
                            .asString())
                    .isEqualTo("Weekly review");
            assertThat(member.await("meeting").path("title").asString()).isEqualTo("Weekly review");
            try (CallPage late = CallPage.join(ben, meeting)) {
                assertThat(late.await("joined").at("/meeting/title").asString()).isEqualTo("Weekly review");
            }
            assertThat(GraphQl.data(ada, rename(" ")).at("/renameMeeting/title").isNull())
                    .isTrue();
            host.await(message -> message.path("type").asString().equals("meeting")
                    && message.path("title").isNull());
        }
    }

    @Test
    @DisplayName("What an account wrote is in its download, and deleted with it")
    void chatBelongsToItsAuthor() {
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting)) {
            say(host, "Mine");
            say(member, "Yours");
            member.leave();
        }
        JsonNode data = TestBrowser.json(ben.get("/api/account/data"));
        assertThat(data.path("chat").toString()).contains("Yours").doesNotContain("Mine");
        String email = ben.session().get("email").asString();
        assertThat(ben.send("DELETE", "/api/account", "application/json", "{\"email\":\"" + email + "\"}")
                        .statusCode())
                .isEqualTo(204);
        String left = GraphQl.data(
                        ada, "{ meeting(id: \"%s\") { chatMessages { edges { node { text } } } } }".formatted(meeting))
                .toString();
        assertThat(left).contains("Mine").doesNotContain("Yours");
    }

    private TestBrowser guest(String name) {
        TestBrowser browser = people.stranger();
        assertThat(browser.postJson("/api/meetings/" + meeting + "/guests", Map.of("displayName", name))
                        .statusCode())
                .isEqualTo(201);
        return browser;
    }

    private static void say(CallPage page, String text) {
        JsonNode answer = page.request("chat", Map.of("text", text));
        assertThat(answer.path("type").asString()).as(answer.toString()).isEqualTo("done");
    }

    private static Predicate<JsonNode> chat(String text) {
        return message -> message.path("type").asString().equals("chat")
                && message.path("messages")
                        .valueStream()
                        .anyMatch(one -> one.path("text").asString().equals(text));
    }

    private static List<String> texts(CallPage page) {
        return page.received().stream()
                .filter(message -> message.path("type").asString().equals("chat"))
                .flatMap(message -> message.path("messages").valueStream())
                .map(one -> one.path("text").asString())
                .toList();
    }

    /** The hand was up once, although it was raised twice, and the reaction came before it was lowered. */
    private void assertTimeline(CallPage page, String raisedAt) {
        List<JsonNode> shown = GraphQl.data(ben, """
                        { meeting(id: "%s") { timeline { edges { node {
                            __typename at until
                            ... on RaisedHand { participantId displayName }
                            ... on Reaction { participantId displayName reaction }
                        } } } participants { id handRaisedAt } } }
                        """.formatted(meeting))
                .at("/meeting/timeline/edges")
                .valueStream()
                .map(edge -> edge.path("node"))
                .filter(event -> !event.path("__typename").asString().equals("Stay"))
                .toList();
        assertThat(shown)
                .extracting(event -> event.path("__typename").asString())
                .containsExactly("RaisedHand", "Reaction");
        JsonNode hand = shown.get(0);
        assertThat(Instant.parse(hand.path("at").asString()))
                .isCloseTo(Instant.parse(raisedAt), within(1, ChronoUnit.SECONDS));
        assertThat(Instant.parse(hand.path("until").asString()))
                .isAfter(Instant.parse(shown.get(1).path("at").asString()));
        assertThat(shown.get(1).path("reaction").asString()).isEqualTo("CLAP");
        assertThat(shown)
                .allSatisfy(event -> assertThat(event.path("participantId").asString())
                        .isEqualTo(page.participantId().toString()));
    }

    private static String hand(CallPage page, boolean raised) {
        return page.request("hand", Map.of("raised", raised)).path("type").asString();
    }

    private static String raisedAt(CallPage viewer, CallPage of, boolean raised) {
        return viewer.await(message -> message.path("type").asString().equals("participant")
                        && message.at("/participant/id")
                                .asString()
                                .equals(of.participantId().toString())
                        && message.at("/participant/handRaisedAt").isNull() != raised)
                .at("/participant/handRaisedAt")
                .asString("");
    }

    private String rename(String title) {
        return "mutation { renameMeeting(meetingId: \"%s\", title: \"%s\") { title } }".formatted(meeting, title);
    }
}
