package org.chattycat.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/graphql.md} says what the schema says, with an example of every field. */
class GraphQlPageTest {
    private static final String WRITE = "chattycat.write-graphql";

    private final Map<String, String> examples = GraphQlExamples.byField();
    private final UsedFields used =
            new UsedFields(new Parser().parseDocument(GraphQlExamples.read("graphql/schema.graphqls")));

    GraphQlPageTest() throws IOException {}

    @Test
    void thePageIsUpToDate() throws IOException {
        String page = new GraphQlPage().text();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(GraphQlExamples.PAGE, page);
        }
        assertThat(GraphQlExamples.PAGE)
                .as(
                        "docs/graphql.md differs from the schema, the introduction or the examples in"
                                + " media-app/src/test/resources/docs. Write it anew: mvn -pl media-app -am test"
                                + " -Dtest=GraphQlPageTest -D%s=true -Dsurefire.failIfNoSpecifiedTests=false",
                        WRITE)
                .hasContent(page);
    }

    @Test
    void everyFieldOccursInAnExample() {
        Map<String, Set<String>> byExample = used.byExample(examples);
        Set<String> missing = new TreeSet<>(used.all());
        byExample.values().forEach(missing::removeAll);
        assertThat(missing)
                .as("fields without an example in media-app/src/test/resources/docs/graphql-examples.graphql")
                .isEmpty();
        assertThat(byExample).allSatisfy((name, fields) -> assertThat(fields).contains(name));
    }

    @Test
    void operationsAndMeetingsHaveAnExampleForEachField() {
        List<String> fields = used.all().stream()
                .filter(field -> GraphQlExamples.TYPES.contains(field.split("\\.")[0]))
                .toList();
        assertThat(examples.keySet()).containsExactlyInAnyOrderElementsOf(fields);
    }

    @Test
    void examplesAreValid() throws IOException {
        Map<String, List<String>> problems = GraphQlExamples.onPage().stream()
                .collect(Collectors.toMap(document -> document, used::problems, (one, same) -> one));
        assertThat(problems)
                .hasSizeGreaterThan(examples.size())
                .allSatisfy((document, found) -> assertThat(found).as(document).isEmpty());
    }
}
