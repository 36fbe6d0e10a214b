package org.chattycat.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.TestSocket;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sockets close when their session is signed out, from the same browser or from another one. */
@ChattyCatTest
class SocketsOfEndedSessionsIT {
    private static final Duration SOON = Duration.ofSeconds(2);

    @Autowired
    private People people;

    @Test
    void signingOutClosesSubscriptions() {
        TestBrowser ada = people.signIn("ada@sockets.example");
        TestSocket socket = new TestSocket(ada, "/graphql", "graphql-transport-ws");
        socket.send("{\"type\":\"connection_init\"}");
        socket.await("connection_ack");

        ada.postForm("/api/sign-out", Map.of());

        assertThat(socket.awaitClose(SOON)).isEqualTo(4401);
    }

    @Test
    void beingSignedOutFromElsewhereClosesTheCall() {
        TestBrowser laptop = people.signIn("bob@sockets.example");
        TestBrowser phone = people.signIn("bob@sockets.example");
        TestSocket socket = new TestSocket(phone, "/call");

        laptop.send("DELETE", "/api/account/sessions", "text/plain", "");

        assertThat(socket.poll(message -> true, SOON).orElseThrow().toString()).contains("SESSION_ENDED");
        socket.awaitClose(SOON);
    }

    /** Signing in changes the session's id. */
    @Test
    void signingInAgainKeepsTheCallAndSigningOutEndsIt() {
        TestBrowser carl = people.signIn("carl@sockets.example");
        TestSocket socket = new TestSocket(carl, "/call");
        carl.postJson("/api/sign-in/link", Map.of("email", "carl@sockets.example"));
        assertThat(carl.confirm(carl.linkToken("carl@sockets.example")).statusCode())
                .isEqualTo(200);
        socket.send("{\"type\":\"ping\"}");
        socket.await("pong");

        carl.postForm("/api/sign-out", Map.of());

        assertThat(socket.awaitClose(SOON)).isEqualTo(1008);
    }
}
