package org.chattycat.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sockets close when their session is signed out, from the same browser or from another one. */
@ChattyCatTest
class SocketsOfEndedSessionsIT {
    @Autowired
    private People people;

    @Test
    void signingOutClosesSubscriptions() throws Exception {
        TestBrowser ada = people.signIn("ada@sockets.example");
        Listener listener = open(ada, "/graphql", "graphql-transport-ws");
        listener.socket.sendText("{\"type\":\"connection_init\"}", true).get(20, TimeUnit.SECONDS);
        listener.firstMessage.get(20, TimeUnit.SECONDS);

        ada.postForm("/api/sign-out", Map.of());

        assertThat(listener.closed.get(2, TimeUnit.SECONDS)).isEqualTo(4401);
    }

    @Test
    void beingSignedOutFromElsewhereClosesTheCall() throws Exception {
        TestBrowser laptop = people.signIn("bob@sockets.example");
        TestBrowser phone = people.signIn("bob@sockets.example");
        Listener listener = open(phone, "/call", null);

        laptop.send("DELETE", "/api/account/sessions", "text/plain", "");

        assertThat(listener.firstMessage.get(2, TimeUnit.SECONDS)).contains("SESSION_ENDED");
        listener.closed.get(2, TimeUnit.SECONDS);
    }

    /** Signing in changes the session's id. */
    @Test
    void signingInAgainKeepsTheCallAndSigningOutEndsIt() throws Exception {
        TestBrowser carl = people.signIn("carl@sockets.example");
        Listener listener = open(carl, "/call", null);
        carl.postJson("/api/sign-in/link", Map.of("email", "carl@sockets.example"));
        assertThat(carl.confirm(carl.linkToken("carl@sockets.example")).statusCode())
                .isEqualTo(200);
        listener.socket.sendText("{\"type\":\"ping\"}", true).get(20, TimeUnit.SECONDS);
        assertThat(listener.firstMessage.get(20, TimeUnit.SECONDS)).contains("pong");

        carl.postForm("/api/sign-out", Map.of());

        assertThat(listener.closed.get(2, TimeUnit.SECONDS)).isEqualTo(1008);
    }

    private static Listener open(TestBrowser browser, String path, String protocol) throws Exception {
        Listener listener = new Listener();
        WebSocket.Builder builder =
                HttpClient.newHttpClient().newWebSocketBuilder().header("Cookie", browser.cookieHeader());
        if (protocol != null) {
            builder.subprotocols(protocol);
        }
        URI uri = URI.create(browser.at(path).toString().replaceFirst("^http", "ws"));
        listener.socket = builder.buildAsync(uri, listener).get(20, TimeUnit.SECONDS);
        return listener;
    }

    private static final class Listener implements WebSocket.Listener {
        final CompletableFuture<String> firstMessage = new CompletableFuture<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        WebSocket socket;

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            firstMessage.complete(data.toString());
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
