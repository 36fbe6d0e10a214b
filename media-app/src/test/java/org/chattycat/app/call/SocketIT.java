package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Who may open a socket, and which messages are accepted. */
@ChattyCatTest
@TestPropertySource(
        properties = {
            "chattycat.call.message-burst=50",
            "chattycat.call.messages-per-second=1",
            "chattycat.call.max-sockets-per-account=2",
            "chattycat.worker.embedded=false"
        })
class SocketIT {
    @Autowired
    private People people;

    private TestBrowser ada;

    @BeforeEach
    void signIn() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
    }

    private static int refusal(Throwable thrown) {
        return ((WebSocketHandshakeException) thrown.getCause()).getResponse().statusCode();
    }

    @Test
    void strangersAndOtherOriginsAreRefused() {
        assertThatThrownBy(() -> CallPage.open(people.stranger()))
                .isInstanceOf(CompletionException.class)
                .satisfies(thrown -> assertThat(refusal(thrown)).isEqualTo(401));
        assertThatThrownBy(() -> CallPage.open(ada, "https://elsewhere.example"))
                .isInstanceOf(CompletionException.class)
                .satisfies(thrown -> assertThat(refusal(thrown)).isEqualTo(403));
    }

    @Test
    @DisplayName("Invalid messages are answered by an error and change nothing")
    void invalidMessagesChangeNothing() {
        UUID meeting = GraphQl.createMeeting(ada);
        try (CallPage page = CallPage.open(ada)) {
            page.sendText("nonsense");
            assertThat(page.await("error").path("code").asString()).isEqualTo("BAD_MESSAGE");
            assertThat(page.request("dance", Map.of()).path("code").asString()).isEqualTo("BAD_MESSAGE");
            assertThat(page.request("publish", Map.of("kind", "camera", "sdp", "v=0"))
                            .path("code")
                            .asString())
                    .isEqualTo("NOT_JOINED");
            assertThat(page.requestJoin(meeting).path("type").asString()).isEqualTo("joined");
            assertThat(page.requestJoin(meeting).path("code").asString()).isEqualTo("BAD_MESSAGE");
            page.ping();
            page.await("pong");
            page.leave();
            assertThat(page.awaitClosed()).isEqualTo(1000);
        }
    }

    @Test
    void longMessageEndsTheSocket() {
        try (CallPage page = CallPage.open(ada)) {
            page.sendText("{\"type\":\"ping\",\"padding\":\"" + "x".repeat(60_000) + "\"}");
            page.await("pong");
            page.sendText("{\"type\":\"ping\",\"padding\":\"" + "x".repeat(70_000) + "\"}");
            assertThat(page.awaitClosed()).isEqualTo(1009);
        }
    }

    @Test
    void tooManyMessagesEndTheSocket() {
        try (CallPage page = CallPage.open(ada)) {
            pingUntilClosed(page, 60);
            assertThat(page.await("error").path("code").asString()).isEqualTo("LIMIT_REACHED");
            assertThat(page.await("error").path("fatal").asBoolean()).isTrue();
            page.awaitClosed();
        }
    }

    /** The server may close the socket before all have been sent. */
    private static void pingUntilClosed(CallPage page, int most) {
        try {
            for (int i = 0; i < most; i++) {
                page.ping();
            }
        } catch (CompletionException e) {
            // Closed.
        }
    }

    @Test
    void numberOfPagesIsLimited() {
        try (CallPage one = CallPage.open(ada);
                CallPage two = CallPage.open(ada);
                CallPage three = CallPage.open(ada)) {
            assertThat(three.await("error").path("code").asString()).isEqualTo("LIMIT_REACHED");
            three.awaitClosed();
        }
    }
}
