package org.chattycat.app.kurento;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.chattycat.analysis.kurento.BoundedRpcClient;
import org.kurento.jsonrpc.client.Continuation;
import org.kurento.jsonrpc.client.JsonRpcWSConnectionListener;

/** A connection whose state is in reach. */
final class ReportingRpcClient extends BoundedRpcClient {
    /** How long a media server keeps a session that is not heard; Kurento's own clients say four minutes. */
    private static final long KEEP_ALIVE_MS = TimeUnit.MINUTES.toMillis(4);

    /**
     * @param lost run when the connection breaks
     * @param reconnected told when there is one again: true when the server still knows our session
     */
    ReportingRpcClient(String uri, Runnable lost, Consumer<Boolean> reconnected) {
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
    }

    boolean isConnected() {
        return isNativeClientConnected();
    }

    /** Sends a sign of life; the result is true once it is answered, and comes late or never from a frozen server. */
    CompletableFuture<Boolean> ping() {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        JsonObject parameters = new JsonObject();
        parameters.addProperty("interval", KEEP_ALIVE_MS);
        sendRequest("ping", parameters, new Continuation<JsonElement>() {
            @Override
            public void onSuccess(JsonElement result) {
                answer.complete(true);
            }

            @Override
            public void onError(Throwable cause) {
                answer.completeExceptionally(cause);
            }
        });
        return answer;
    }
}
