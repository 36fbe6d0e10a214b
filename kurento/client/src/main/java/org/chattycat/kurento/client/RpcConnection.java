package org.chattycat.kurento.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.kurento.jsonrpc.client.Continuation;
import org.kurento.jsonrpc.client.JsonRpcClientNettyWebSocket;
import org.kurento.jsonrpc.client.JsonRpcWSConnectionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kurento's JSON-RPC connection. It reconnects for as long as it is open, limits the time of a WebSocket handshake, and
 * shows whether it is connected.
 */
final class RpcConnection extends JsonRpcClientNettyWebSocket {
    private static final Logger log = LoggerFactory.getLogger(RpcConnection.class);
    /** How long a media server keeps a silent session; Kurento's own clients send four minutes. */
    private static final long SESSION_TIMEOUT_MS = TimeUnit.MINUTES.toMillis(4);

    /** Held while a message is handed on, and while the connection begins to close. */
    private final Object receiving = new Object();

    private boolean closing;

    /**
     * @param lost run when the connection breaks
     * @param reconnected called when there is a connection again, with true if the server still knows the session
     */
    RpcConnection(String uri, KurentoClientProperties properties, Runnable lost, Consumer<Boolean> reconnected) {
        super(uri, new JsonRpcWSConnectionListener() {
            @Override
            public void connected() {}

            @Override
            public void connectionFailed() {
                lost.run();
            }

            @Override
            public void disconnected() {
                lost.run();
            }

            @Override
            public void reconnecting() {
                lost.run();
            }

            @Override
            public void reconnected(boolean sameServer) {
                reconnected.accept(sameServer);
            }
        });
        setTryReconnectingForever(true);
        setSendCloseMessage(true);
        setRequestTimeout(properties.requestTimeout().toMillis());
        setConnectionTimeout(Math.toIntExact(properties.connectTimeout().toMillis()));
    }

    /** The connection time-out applies to the TCP connection and once more to the handshake. */
    @Override
    protected void connectNativeClient() throws Exception {
        synchronized (receiving) {
            closing = false;
        }
        long limitMs = 2L * connectionTimeout;
        HandshakeLimit limit = new HandshakeLimit(limitMs);
        try {
            super.connectNativeClient();
        } finally {
            if (limit.finish()) {
                closeNativeClient();
                throw new TimeoutException("no WebSocket within " + limitMs + " ms");
            }
        }
    }

    /**
     * Drops what arrives while the connection closes. The library closes it in the background, and meanwhile ends the
     * threads that handle events: it would log an error for an event, or start threads anew that nobody ends.
     */
    @Override
    protected void receivedTextMessage(String message) {
        synchronized (receiving) {
            if (!closing) {
                super.receivedTextMessage(message);
            }
        }
    }

    @Override
    public void closeNativeClient() {
        synchronized (receiving) {
            closing = true;
        }
        super.closeNativeClient();
    }

    @Override
    protected void handleReconnectDisconnection(int statusCode, String closeReason) {
        try {
            super.handleReconnectDisconnection(statusCode, closeReason);
        } catch (RejectedExecutionException e) {
            log.debug("The connection to a media server broke while it was being closed", e);
        }
    }

    boolean isConnected() {
        return isNativeClientConnected();
    }

    /** Sends a ping. The result completes when the server answers: from a frozen server late or never. */
    CompletableFuture<Void> ping() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        JsonObject parameters = new JsonObject();
        parameters.addProperty("interval", SESSION_TIMEOUT_MS);
        sendRequest("ping", parameters, new Continuation<JsonElement>() {
            @Override
            public void onSuccess(JsonElement result) {
                answer.complete(null);
            }

            @Override
            public void onError(Throwable cause) {
                answer.completeExceptionally(cause);
            }
        });
        return answer;
    }

    /** Gives up a connection that could not be established. Otherwise the library would go on connecting. */
    void abandon() {
        setSendCloseMessage(false);
        endSession();
    }

    /** Ends the session, and with it our references. {@code KurentoClient.destroy} would close twice and log an error. */
    void endSession() {
        try {
            close();
        } catch (IOException e) {
            log.debug("A connection to a media server could not be closed", e);
        }
    }
}
