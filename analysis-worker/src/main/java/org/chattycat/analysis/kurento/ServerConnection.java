package org.chattycat.analysis.kurento;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.kurento.jsonrpc.client.Continuation;
import org.kurento.jsonrpc.client.JsonRpcWSConnectionListener;

/** A connection that can be asked whether the server answers. */
final class ServerConnection extends BoundedRpcClient {
    /** How long a media server keeps a session that is not heard; Kurento's own clients say four minutes. */
    private static final long KEEP_ALIVE_MS = TimeUnit.MINUTES.toMillis(4);

    ServerConnection(String uri, JsonRpcWSConnectionListener listener, MediaServerSettings settings) {
        super(uri, listener);
        setConnectionTimeout((int) settings.requestTimeout().toMillis());
        setRequestTimeout(settings.requestTimeout().toMillis());
        setLabel("tap");
    }

    /** Sends a sign of life. Completed when it is answered: by a frozen server late or never. */
    CompletableFuture<Void> ping() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        if (!isNativeClientConnected()) {
            // Sending would wait for a connection.
            answer.completeExceptionally(new IllegalStateException("not connected"));
            return answer;
        }
        JsonObject parameters = new JsonObject();
        parameters.addProperty("interval", KEEP_ALIVE_MS);
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
}
