package org.chattycat.kurento.embedded.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chattycat.kurento.embedded.objects.ClientSession;
import org.chattycat.kurento.embedded.objects.KurentoErrorCode;
import org.chattycat.kurento.embedded.objects.KurentoException;

/**
 * Runs the operations of a {@code transaction} one after the other. {@code newref:N} in a parameter stands for the
 * value of operation N. The first failure ends the transaction. As in Kurento, earlier operations are not undone.
 */
final class Transaction {
    /** A client needs some tens of operations to create the pipeline of a whole meeting. */
    private static final int MOST_OPERATIONS = 1_000;

    private static final String NEW_REF = "newref:";

    private final Methods methods;

    Transaction(Methods methods) {
        this.methods = methods;
    }

    CompletionStage<JsonElement> call(Rpc.Request request, Connection connection) {
        JsonObject params = request.requiredParams();
        if (!(params.get("operations") instanceof JsonArray operations)) {
            throw RpcException.required("operations");
        }
        if (operations.size() > MOST_OPERATIONS) {
            throw new KurentoException(KurentoErrorCode.NOT_ENOUGH_RESOURCES, "Too many operations in a transaction");
        }
        ClientSession session = methods.session(params, connection);
        JsonArray responses = new JsonArray();
        boolean failed = false;
        for (int i = 0; i < operations.size() && !failed; i++) {
            requireId(operations.get(i), i);
            JsonObject response = run(operations.get(i), i, session, responses, connection);
            responses.add(response);
            failed = response.has("error");
        }
        return CompletableFuture.completedFuture(Methods.result(session, responses));
    }

    /** As in Kurento, a wrong id fails the transaction and not the operation. */
    private static void requireId(JsonElement operation, int index) {
        JsonElement id = Rpc.id(operation);
        if (id == null || !id.getAsString().equals(Integer.toString(index))) {
            throw malformed("Id of request '" + index + "' should be '" + index + "'");
        }
    }

    private JsonObject run(
            JsonElement operation, int index, ClientSession session, JsonArray responses, Connection connection) {
        JsonElement id = new JsonPrimitive(index);
        Rpc.Request request;
        try {
            request = Rpc.request(operation);
        } catch (RpcException e) {
            return Rpc.error(id, e);
        }
        JsonObject params =
                resolved(request.params().orElseGet(JsonObject::new), responses).getAsJsonObject();
        params.addProperty("sessionId", session.id());
        try {
            return Rpc.result(id, execute(new Rpc.Request(id, request.method(), Optional.of(params)), connection));
        } catch (RuntimeException e) {
            return Rpc.error(id, e);
        }
    }

    private JsonElement execute(Rpc.Request request, Connection connection) {
        if (request.method().equals("transaction")) {
            throw new RpcException(RpcException.METHOD_NOT_FOUND, "Method not found.");
        }
        CompletableFuture<JsonElement> result =
                methods.call(request, connection).toCompletableFuture();
        if (!result.isDone()) {
            result.cancel(false);
            throw new KurentoException(
                    KurentoErrorCode.NOT_IMPLEMENTED, "A transaction cannot contain an operation that waits");
        }
        return result.join();
    }

    /** A copy in which references to earlier operations are replaced by their values. */
    private static JsonElement resolved(JsonElement json, JsonArray responses) {
        if (json.isJsonObject()) {
            JsonObject copy = new JsonObject();
            for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject().entrySet()) {
                copy.add(entry.getKey(), resolved(entry.getValue(), responses));
            }
            return copy;
        }
        if (json.isJsonArray()) {
            JsonArray copy = new JsonArray();
            json.getAsJsonArray().forEach(element -> copy.add(resolved(element, responses)));
            return copy;
        }
        if (json.isJsonPrimitive() && json.getAsString().startsWith(NEW_REF)) {
            return value(json.getAsString().substring(NEW_REF.length()), responses);
        }
        return json;
    }

    private static JsonElement value(String reference, JsonArray responses) {
        int index;
        try {
            index = Integer.parseInt(reference);
        } catch (NumberFormatException e) {
            throw malformed("Invalid index of newref '" + reference + "'");
        }
        if (index >= 0 && index < responses.size()) {
            JsonElement result = responses.get(index).getAsJsonObject().get("result");
            if (result != null
                    && result.isJsonObject()
                    && result.getAsJsonObject().has("value")) {
                return result.getAsJsonObject().get("value");
            }
        }
        throw malformed("Result not found on request " + index);
    }

    private static KurentoException malformed(String message) {
        return new KurentoException(KurentoErrorCode.MALFORMED_TRANSACTION, message);
    }
}
