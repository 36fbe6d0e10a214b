package org.chattycat.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The examples of {@code docs/graphql.md}: a document for each field of the operations and of a meeting. */
public final class GraphQlExamples {
    static final Path PAGE = Path.of("..", "docs", "graphql.md");

    /** The types each of whose fields has an example. Fields of all others occur in these examples. */
    static final List<String> TYPES = List.of("Query", "Mutation", "Subscription", "Meeting");

    /** A line such as {@code # Query.meeting} begins an example. */
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^# (\\w+\\.\\w+)$(.*?)(?=^# \\w+\\.\\w+$|\\z)");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```graphql\n(.*?)^```$");

    private GraphQlExamples() {}

    /** Documents by fields such as {@code Query.meeting}, in the order of the file. */
    static Map<String, String> byField() throws IOException {
        Map<String, String> examples = new LinkedHashMap<>();
        for (MatchResult example :
                EXAMPLE.matcher(read("docs/graphql-examples.graphql")).results().toList()) {
            assertThat(examples.put(example.group(1), example.group(2).strip()))
                    .as("second example of %s", example.group(1))
                    .isNull();
        }
        return examples;
    }

    /** All documents on the page, also those of the introduction. */
    public static List<String> onPage() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    static String read(String resource) throws IOException {
        try (InputStream in = GraphQlExamples.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
