package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;
import org.chattycat.kurento.embedded.sdp.MediaKind;

/**
 * The named parameters of an operation or constructor. As in Kurento, numbers are accepted as strings, and null as
 * absent. Other values of a wrong type cause a {@link KurentoErrorCode#MARSHALL_ERROR}.
 */
public final class Params {
    private final JsonObject json;

    public Params(JsonObject json) {
        this.json = json;
    }

    int size() {
        return json.size();
    }

    String string(String name) {
        return optionalString(name).orElseThrow(() -> shouldBe(name, "a string"));
    }

    Optional<String> optionalString(String name) {
        return present(name).map(value -> {
            if (!value.isJsonPrimitive()) {
                throw shouldBe(name, "a string");
            }
            return value.getAsString();
        });
    }

    int integer(String name) {
        return present(name).map(value -> integer(name, value)).orElseThrow(() -> shouldBe(name, "an integer"));
    }

    Optional<Integer> optionalInteger(String name) {
        return present(name).map(value -> integer(name, value));
    }

    boolean bool(String name) {
        return optionalBool(name).orElseThrow(() -> shouldBe(name, "a boolean"));
    }

    Optional<Boolean> optionalBool(String name) {
        return present(name).map(value -> {
            if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isBoolean()) {
                throw shouldBe(name, "a boolean");
            }
            return value.getAsBoolean();
        });
    }

    MediaKind mediaType(String name) {
        return optionalMediaType(name).orElseThrow(() -> shouldBe(name, "a string"));
    }

    Optional<MediaKind> optionalMediaType(String name) {
        return optionalEnum(name, "MediaType").map(MediaKind::valueOf);
    }

    String enumValue(String name, String type) {
        return optionalEnum(name, type).orElseThrow(() -> shouldBe(name, "a string"));
    }

    /** @param type an enumeration of Kurento's interface description, such as {@code DSCPValue} */
    Optional<String> optionalEnum(String name, String type) {
        return optionalString(name).map(value -> {
            if (!Kmd.enumeration(type).contains(value)) {
                throw shouldBe(name, "a " + type);
            }
            return value;
        });
    }

    /** A value of a complex type, without its null members. */
    JsonObject struct(String name) {
        return optionalStruct(name).orElseThrow(() -> shouldBe(name, "an object"));
    }

    Optional<JsonObject> optionalStruct(String name) {
        return present(name).map(value -> {
            if (!value.isJsonObject()) {
                throw shouldBe(name, "an object");
            }
            JsonObject struct = value.getAsJsonObject();
            JsonElement module = struct.get("__module__");
            if (module != null && !(module.isJsonPrimitive() && Json.MODULE.equals(module.getAsString()))) {
                // Kurento's answer when the module of a type is not registered.
                throw KurentoException.internal("bad_function_call");
            }
            JsonObject present = new JsonObject();
            struct.entrySet().stream()
                    .filter(member -> !member.getValue().isJsonNull())
                    .forEach(member -> present.add(member.getKey(), member.getValue()));
            return present;
        });
    }

    private Optional<JsonElement> present(String name) {
        JsonElement value = json.get(name);
        return value == null || value.isJsonNull() ? Optional.empty() : Optional.of(value);
    }

    private static int integer(String name, JsonElement value) {
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
            double number = value.getAsDouble();
            if (number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE) {
                return (int) number;
            }
        }
        throw shouldBe(name, "an integer");
    }

    private static KurentoException shouldBe(String name, String what) {
        return new KurentoException(KurentoErrorCode.MARSHALL_ERROR, "'" + name + "' parameter should be " + what);
    }
}
