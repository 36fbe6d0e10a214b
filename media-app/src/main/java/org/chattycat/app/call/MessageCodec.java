package org.chattycat.app.call;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.UUID;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.app.meeting.PublicationKind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes messages as JSON. Known fields are checked strictly, unknown fields are ignored. */
final class MessageCodec {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addMixIn(PublicationKind.class, KindByName.class)
            .addMixIn(LatencySample.class, SampleOfRoom.class)
            .build();

    private MessageCodec() {}

    private interface KindByName {
        @JsonCreator
        static PublicationKind of(String wireName) {
            return PublicationKind.of(wireName);
        }
    }

    /** The fields of a sample that a page receives. */
    @JsonIncludeProperties({
        "participantId",
        "publicationId",
        "sampleId",
        "arrivedAt",
        "latencyMs",
        "lowerMs",
        "upperMs",
        "estimateMs",
        "estimateLowerMs",
        "estimateUpperMs",
        "plusMinusMs",
        "source",
        "zone",
        "clockId",
        "clockNumber",
        "validity"
    })
    private interface SampleOfRoom {
        @JsonProperty("sampleId")
        UUID id();
    }

    /** A message that could not be decoded. */
    static final class BadMessageException extends Exception {
        private final Long ref;

        BadMessageException(Long ref, String sentence, Throwable cause) {
            super(sentence, cause);
            this.ref = ref;
        }

        /** The number of the request; null if it could not be read. */
        Long ref() {
            return ref;
        }
    }

    static ClientMessage read(String text) throws BadMessageException {
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new BadMessageException(null, "This is not JSON.", e);
        }
        JsonNode number = tree.path("ref");
        Long ref = number.isIntegralNumber() && number.canConvertToLong() ? number.asLong() : null;
        if (!tree.isObject() || !tree.path("type").isString()) {
            throw new BadMessageException(ref, "A message must be an object with a type.", null);
        }
        try {
            return JSON.treeToValue(tree, ClientMessage.class);
        } catch (ValueInstantiationException e) {
            throw new BadMessageException(ref, sentence(e), e);
        } catch (JacksonException e) {
            // Jackson's own message names classes and repeats the input.
            throw new BadMessageException(
                    ref, "The type of this message is unknown, or a field has a wrong value: " + path(e) + ".", e);
        }
    }

    private static String sentence(ValueInstantiationException e) {
        return e.getCause() instanceof IllegalArgumentException reason ? reason.getMessage() : path(e);
    }

    private static String path(JacksonException e) {
        String path = e.getPath().stream()
                .map(reference -> reference.getPropertyName())
                .filter(Objects::nonNull)
                .reduce((left, right) -> left + "." + right)
                .orElse("type");
        return path.length() <= 100 ? path : path.substring(0, 100);
    }

    static String write(ServerMessage message) {
        return JSON.writeValueAsString(message);
    }
}
