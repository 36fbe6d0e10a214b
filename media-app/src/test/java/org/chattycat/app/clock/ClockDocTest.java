package org.chattycat.app.clock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/own-clock.md} shows each message as it is. */
class ClockDocTest {
    private static final Path PAGE = Path.of("..", "docs", "own-clock.md");
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The JSON texts of one chapter of the page. */
    private static List<JsonNode> examples(String chapter) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("\n## " + chapter + "\n");
        assertThat(start).as("chapter '%s'", chapter).isPositive();
        return EXAMPLE.matcher(page.substring(start, page.indexOf("\n## ", start + 1)))
                .results()
                .map(found -> JSON.readTree(found.group(1)))
                .toList();
    }

    @Test
    @DisplayName("The server understands each example of a message from the clock")
    void messagesFromTheClockAreUnderstood() throws IOException {
        List<JsonNode> examples = examples("Messages from the clock");
        examples.forEach(ClockCodec::read);
        assertThat(shown(examples)).isEqualTo(existing(ClockMessage.class));
    }

    @Test
    @DisplayName("The server writes each example of a message to the clock, field by field")
    void messagesToTheClockAreWritten() throws IOException {
        List<JsonNode> examples = examples("Messages to the clock");
        for (JsonNode example : examples) {
            ClockAnswer answer = JSON.treeToValue(example, ClockAnswer.class);
            assertThat(JSON.readTree(ClockCodec.write(answer))).isEqualTo(example);
        }
        assertThat(shown(examples)).isEqualTo(existing(ClockAnswer.class));
    }

    @Test
    void allErrorCodesAreListed() throws IOException {
        Stream<String> listed = Pattern.compile("^\\| `([A-Z_]+)` +\\|", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1));
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ClockErrorCode.values()).map(Enum::name).toList());
    }

    private static Map<String, Set<String>> shown(List<JsonNode> examples) {
        return examples.stream()
                .collect(Collectors.toMap(
                        example -> example.path("type").asString(), example -> example.propertyNames().stream()
                                .filter(name -> !name.equals("type"))
                                .collect(Collectors.toSet())));
    }

    private static Map<String, Set<String>> existing(Class<?> messages) {
        return Arrays.stream(messages.getAnnotation(JsonSubTypes.class).value())
                .collect(Collectors.toMap(JsonSubTypes.Type::name, type -> Arrays.stream(
                                type.value().getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.toSet())));
    }
}
