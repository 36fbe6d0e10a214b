package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code docs/signalling.md} shows each message as it is. */
class SignallingDocTest {
    private static final Path PAGE = Path.of("..", "docs", "signalling.md");
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static Stream<String> examplesFromThePage() throws IOException {
        return examples("Messages from the page");
    }

    static Stream<String> examplesToThePage() throws IOException {
        return examples("Messages to the page");
    }

    /** The JSON texts of one chapter of the page. */
    private static Stream<String> examples(String chapter) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("\n## " + chapter + "\n");
        assertThat(start).as("chapter '%s'", chapter).isPositive();
        Matcher example = EXAMPLE.matcher(page.substring(start, page.indexOf("\n## ", start + 1)));
        return example.results().map(found -> found.group(1)).toList().stream();
    }

    @ParameterizedTest
    @MethodSource("examplesFromThePage")
    @DisplayName("The server understands each example of a message from the page, and all its fields")
    void clientExamplesAreUnderstood(String example) throws MessageCodec.BadMessageException {
        ClientMessage message = MessageCodec.read(example);
        assertThat(fields(message.getClass())).containsAll(fields(STRICT.readTree(example)));
    }

    @ParameterizedTest
    @MethodSource("examplesToThePage")
    @DisplayName("The server writes each example of a message to the page, field by field")
    void serverExamplesAreWritten(String example) {
        JsonNode complete = STRICT.readTree(example);
        // A sample has more fields than a page receives, and none of them may be missing.
        for (JsonNode measurement : complete.path("measurements")) {
            ObjectNode sample = (ObjectNode) measurement;
            sample.set("id", sample.remove("sampleId"));
            sample.put("meetingId", UUID.randomUUID().toString());
            sample.set("clockAt", sample.get("arrivedAt"));
        }
        ServerMessage message = STRICT.treeToValue(complete, ServerMessage.class);
        assertThat(STRICT.readTree(MessageCodec.write(message))).isEqualTo(STRICT.readTree(example));
    }

    @Test
    @DisplayName("Each message from the page has an example, and each of its fields is shown")
    void allClientMessagesAreShown() throws IOException {
        assertThat(shown(examplesFromThePage())).isEqualTo(existing(ClientMessage.class));
    }

    @Test
    @DisplayName("Each message to the page has an example, and each of its fields is shown")
    void allServerMessagesAreShown() throws IOException {
        assertThat(shown(examplesToThePage())).isEqualTo(existing(ServerMessage.class));
    }

    @Test
    void allErrorCodesAreListed() throws IOException {
        List<String> listed = Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(CallErrorCode.values()).map(Enum::name).toList());
    }

    /** The fields that the examples of each type show together. */
    private static Map<String, Set<String>> shown(Stream<String> examples) {
        Map<String, Set<String>> shown = new HashMap<>();
        examples.map(STRICT::readTree)
                .forEach(example -> shown.computeIfAbsent(example.path("type").asString(), type -> new HashSet<>())
                        .addAll(fields(example)));
        return shown;
    }

    /** The fields of each type. */
    private static Map<String, Set<String>> existing(Class<?> messages) {
        return Arrays.stream(messages.getAnnotation(JsonSubTypes.class).value())
                .collect(Collectors.toMap(JsonSubTypes.Type::name, type -> fields(type.value())));
    }

    private static Set<String> fields(JsonNode message) {
        Set<String> fields = new HashSet<>(message.propertyNames());
        fields.remove("type");
        return fields;
    }

    private static Set<String> fields(Class<?> message) {
        return Arrays.stream(message.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }
}
