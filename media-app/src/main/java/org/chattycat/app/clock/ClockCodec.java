package org.chattycat.app.clock;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the messages of clock pages as JSON. Known fields are checked strictly, unknown fields are ignored. */
final class ClockCodec {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private ClockCodec() {}

    /** @throws ClockException if the text is not a message */
    static ClockMessage read(String text) {
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (JacksonException e) {
            throw ClockException.badMessage("This is not JSON.");
        }
        return read(tree);
    }

    /** @throws ClockException if the tree is not a message */
    static ClockMessage read(JsonNode tree) {
        if (!tree.isObject() || !tree.path("type").isString()) {
            throw ClockException.badMessage("A message must be an object with a type.");
        }
        try {
            return JSON.treeToValue(tree, ClockMessage.class);
        } catch (ValueInstantiationException e) {
            String reason = e.getCause() instanceof IllegalArgumentException cause ? cause.getMessage() : "not valid";
            throw ClockException.badMessage("A field has a wrong value: " + reason + ".");
        } catch (JacksonException e) {
            // Jackson's own message names classes and repeats the input.
            throw ClockException.badMessage("The type of this message is unknown, or a field has a wrong value.");
        }
    }

    static String write(ClockAnswer answer) {
        return JSON.writeValueAsString(answer);
    }
}
