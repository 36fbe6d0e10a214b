package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Collection;
import java.util.function.Function;

/** Writes values as JSON the way Kurento does. */
final class Json {
    static final String MODULE = "kurento";

    private Json() {}

    /** A value of a complex type: it carries the names of its module and type. */
    static JsonObject struct(String type) {
        JsonObject struct = new JsonObject();
        struct.addProperty("__module__", MODULE);
        struct.addProperty("__type__", type);
        return struct;
    }

    static <T> JsonArray array(Collection<T> values, Function<T, JsonElement> toJson) {
        JsonArray array = new JsonArray(values.size());
        values.forEach(value -> array.add(toJson.apply(value)));
        return array;
    }

    /** Other objects are written as their ids. */
    static JsonElement id(MediaObject object) {
        return object == null ? JsonNull.INSTANCE : new JsonPrimitive(object.id());
    }

    /** @param value null, a string, a number, a boolean, an enum constant, a media object or JSON */
    static JsonElement of(Object value) {
        if (value == null) {
            return JsonNull.INSTANCE;
        }
        if (value instanceof JsonElement json) {
            return json;
        }
        if (value instanceof MediaObject object) {
            return id(object);
        }
        if (value instanceof Number number) {
            return new JsonPrimitive(number);
        }
        if (value instanceof Boolean bool) {
            return new JsonPrimitive(bool);
        }
        return new JsonPrimitive(value.toString());
    }
}
