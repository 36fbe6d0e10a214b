package org.chattycat.kurento.embedded.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chattycat.kurento.embedded.objects.ClientSession;
import org.chattycat.kurento.embedded.objects.ObjectService;
import org.chattycat.kurento.embedded.objects.Params;
import org.chattycat.kurento.embedded.objects.RemoteClass;

/** The methods of Kurento's protocol, by name. */
final class Methods {
    /** Executes a request that arrived on a connection. */
    @FunctionalInterface
    interface Method {
        CompletionStage<JsonElement> call(Rpc.Request request, Connection connection);
    }

    private final Map<String, Method> byName = new HashMap<>();
    private final ObjectService server;
    private final String serverId = UUID.randomUUID().toString();

    Methods(ObjectService server) {
        this.server = server;
        method("ping", this::ping);
        method("connect", this::connect);
        method("create", this::create);
        method("subscribe", this::subscribe);
        method("unsubscribe", this::unsubscribe);
        method("release", this::release);
        method("ref", this::ref);
        method("unref", this::unref);
        method("keepAlive", this::keepAlive);
        method("describe", this::describe);
        method("closeSession", this::closeSession);
        byName.put("invoke", this::invoke);
        byName.put("transaction", new Transaction(this)::call);
    }

    private void method(String name, ImmediateMethod method) {
        byName.put(name, (request, connection) -> CompletableFuture.completedFuture(method.call(request, connection)));
    }

    @FunctionalInterface
    private interface ImmediateMethod {
        JsonElement call(Rpc.Request request, Connection connection);
    }

    CompletionStage<JsonElement> call(Rpc.Request request, Connection connection) {
        Method method = byName.get(request.method());
        if (method == null) {
            throw new RpcException(RpcException.METHOD_NOT_FOUND, "Method not found.");
        }
        return method.call(request, connection);
    }

    /** The session that the request names, created if necessary and bound to the connection from now on. */
    ClientSession session(JsonObject params, Connection connection) {
        ClientSession session =
                server.session(optionalString(params, "sessionId").orElse(null));
        connection.bind(session);
        return session;
    }

    private JsonElement ping(Rpc.Request request, Connection connection) {
        JsonObject result = new JsonObject();
        result.addProperty("value", "pong");
        request.params().flatMap(params -> optionalString(params, "sessionId")).ifPresent(id -> {
            connection.bind(server.existingSession(id));
            result.addProperty("sessionId", id);
        });
        return result;
    }

    private JsonElement connect(Rpc.Request request, Connection connection) {
        ClientSession session = request.params()
                .flatMap(params -> optionalString(params, "sessionId"))
                .map(server::existingSession)
                .orElseGet(() -> server.session(null));
        connection.bind(session);
        JsonObject result = new JsonObject();
        result.addProperty("sessionId", session.id());
        result.addProperty("serverId", serverId);
        return result;
    }

    private JsonElement create(Rpc.Request request, Connection connection) {
        JsonObject params = request.requiredParams();
        String type = string(params, "type");
        ClientSession session = session(params, connection);
        return result(session, new JsonPrimitive(server.create(session, type, object(params, "constructorParams"))));
    }

    private CompletionStage<JsonElement> invoke(Rpc.Request request, Connection connection) {
        JsonObject params = request.requiredParams();
        String operation = string(params, "operation");
        String object = string(params, "object");
        ClientSession session = session(params, connection);
        return server.invoke(session, object, operation, object(params, "operationParams"))
                .thenApply(value -> result(session, value));
    }

    private JsonElement subscribe(Rpc.Request request, Connection connection) {
        JsonObject params = request.requiredParams();
        String type = string(params, "type");
        String object = string(params, "object");
        ClientSession session = session(params, connection);
        return result(session, new JsonPrimitive(server.subscribe(session, object, type)));
    }

    private JsonElement unsubscribe(Rpc.Request request, Connection connection) {
        JsonObject params = request.requiredParams();
        string(params, "object");
        String subscription = string(params, "subscription");
        ClientSession session = session(params, connection);
        server.unsubscribe(session, subscription);
        return result(session);
    }

    private JsonElement release(Rpc.Request request, Connection connection) {
        JsonObject params = request.requiredParams();
        String object = string(params, "object");
        ClientSession session = session(params, connection);
        server.release(object);
        return result(session);
    }

    private JsonElement ref(Rpc.Request request, Connection connection) {
        JsonObject params = request.requiredParams();
        String object = string(params, "object");
        string(params, "sessionId");
        ClientSession session = session(params, connection);
        server.hold(session, object);
        return result(session);
    }

    private JsonElement unref(Rpc.Request request, Connection connection) {
        JsonObject params = request.requiredParams();
        String object = string(params, "object");
        string(params, "sessionId");
        ClientSession session = session(params, connection);
        server.giveUp(session, object);
        return result(session);
    }

    private JsonElement keepAlive(Rpc.Request request, Connection connection) {
        ClientSession session = server.existingSession(string(request.requiredParams(), "sessionId"));
        connection.bind(session);
        return result(session);
    }

    private JsonElement describe(Rpc.Request request, Connection connection) {
        JsonObject params = request.requiredParams();
        String object = string(params, "object");
        ClientSession session = session(params, connection);
        RemoteClass<?> remoteClass = server.describe(session, object);
        JsonObject result = result(session);
        result.addProperty("type", remoteClass.name());
        result.addProperty("qualifiedType", remoteClass.qualifiedName());
        JsonArray hierarchy = new JsonArray();
        remoteClass.hierarchy().forEach(hierarchy::add);
        result.add("hierarchy", hierarchy);
        return result;
    }

    private JsonElement closeSession(Rpc.Request request, Connection connection) {
        ClientSession session = server.existingSession(string(request.requiredParams(), "sessionId"));
        server.close(session);
        connection.unbind(session);
        return JsonNull.INSTANCE;
    }

    private static JsonObject result(ClientSession session) {
        JsonObject result = new JsonObject();
        result.addProperty("sessionId", session.id());
        return result;
    }

    static JsonObject result(ClientSession session, JsonElement value) {
        JsonObject result = result(session);
        result.add("value", value);
        return result;
    }

    private static String string(JsonObject params, String name) {
        return optionalString(params, name).orElseThrow(() -> RpcException.required(name));
    }

    private static Optional<String> optionalString(JsonObject params, String name) {
        JsonElement value = params.get(name);
        return value != null && value.isJsonPrimitive() ? Optional.of(value.getAsString()) : Optional.empty();
    }

    private static Params object(JsonObject params, String name) {
        JsonElement value = params.get(name);
        return new Params(value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject());
    }
}
