package org.chattycat.kurento.embedded.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import org.chattycat.kurento.embedded.objects.KurentoErrorCode;
import org.chattycat.kurento.embedded.objects.KurentoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and writes JSON-RPC 2.0 messages. */
final class Rpc {
    private static final Logger log = LoggerFactory.getLogger(Rpc.class);
    private static final String VERSION = "2.0";
    /** A transaction of nested structures is five deep. */
    private static final int DEEPEST_NESTING = 32;

    private Rpc() {}

    /** A request. */
    record Request(JsonElement id, String method, Optional<JsonObject> params) {
        /** @throws RpcException if the parameters are missing */
        JsonObject requiredParams() {
            return params.orElseThrow(() -> new RpcException(RpcException.INVALID_PARAMS, "'params' is required"));
        }
    }

    /** @throws JsonParseException if the text is not JSON, or nested deeper than any request */
    static JsonElement parse(String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(DEEPEST_NESTING);
        try {
            JsonElement parsed = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new JsonParseException("text after the message");
            }
            return parsed;
        } catch (IOException | NumberFormatException e) {
            throw new JsonParseException(e);
        }
    }

    /** @throws RpcException if the JSON is not a request, or is a notification: Kurento knows none from clients */
    static Request request(JsonElement json) {
        if (!json.isJsonObject()) {
            throw invalidRequest();
        }
        JsonObject object = json.getAsJsonObject();
        JsonElement params = object.get("params");
        if (!isString(object.get("jsonrpc"))
                || !object.get("jsonrpc").getAsString().equals(VERSION)
                || !isString(object.get("method"))
                || params != null && !params.isJsonNull() && !params.isJsonObject()) {
            throw invalidRequest();
        }
        if (!object.has("id")) {
            throw RpcException.required("id");
        }
        return new Request(
                id(object),
                object.get("method").getAsString(),
                params == null || params.isJsonNull() ? Optional.empty() : Optional.of(params.getAsJsonObject()));
    }

    /** @return the id of a message that may not be a request; null if it has none */
    static JsonElement id(JsonElement json) {
        JsonElement id = json.isJsonObject() ? json.getAsJsonObject().get("id") : null;
        return id != null && id.isJsonPrimitive() && !id.getAsJsonPrimitive().isBoolean() ? id : null;
    }

    static JsonObject result(JsonElement id, JsonElement result) {
        JsonObject message = message();
        message.add("id", id);
        message.add("result", result);
        return message;
    }

    static JsonObject error(JsonElement id, Throwable failure) {
        JsonObject error = new JsonObject();
        if (failure instanceof KurentoException e) {
            error.addProperty("code", e.code().number());
            error.addProperty("message", e.getMessage());
            if (e.code() != KurentoErrorCode.INTERNAL_ERROR) {
                error.add("data", type(e.code().type()));
            }
        } else if (failure instanceof RpcException e) {
            error.addProperty("code", e.code());
            error.addProperty("message", e.getMessage());
            if (e.code() == RpcException.INVALID_PARAMS) {
                error.add("data", type("INVALID_PARAMS"));
            }
        } else {
            log.warn("A request failed", failure);
            error.addProperty("code", KurentoErrorCode.INTERNAL_ERROR.number());
            error.addProperty("message", "Unexpected error while processing method: " + failure.getMessage());
        }
        JsonObject message = message();
        // A message that is no request has no id that could be trusted (section 5 of the specification).
        boolean isRequest = !(failure instanceof RpcException e && e.code() == RpcException.INVALID_REQUEST);
        message.add("id", id != null && isRequest ? id : JsonNull.INSTANCE);
        message.add("error", error);
        return message;
    }

    private static JsonObject type(String type) {
        JsonObject data = new JsonObject();
        data.addProperty("type", type);
        return data;
    }

    static JsonObject event(JsonObject event) {
        JsonObject params = new JsonObject();
        params.add("value", event);
        JsonObject message = message();
        message.addProperty("method", "onEvent");
        message.add("params", params);
        return message;
    }

    private static JsonObject message() {
        JsonObject message = new JsonObject();
        message.addProperty("jsonrpc", VERSION);
        return message;
    }

    private static boolean isString(JsonElement json) {
        return json != null
                && json.isJsonPrimitive()
                && json.getAsJsonPrimitive().isString();
    }

    private static RpcException invalidRequest() {
        return new RpcException(RpcException.INVALID_REQUEST, "Invalid JSON-RPC request.");
    }
}
