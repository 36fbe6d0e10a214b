package org.chattycat.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import graphql.introspection.IntrospectionQuery;
import graphql.parser.Parser;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentShapeTest {
    private static Optional<String> complaint(String document) {
        return DocumentShape.problem(Parser.parse(document));
    }

    private static String many(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(" "));
    }

    @Test
    void toolsMayIntrospect() {
        assertThat(complaint(IntrospectionQuery.INTROSPECTION_QUERY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10, false", "11, true"})
    void rootFieldsAreBoundedWhateverTheirNames(int count, boolean refused) {
        assertThat(complaint("{" + many(count, i -> "a%d: me { id }".formatted(i)) + "}"))
                .matches(complaint -> complaint.isPresent() == refused);
        assertThat(complaint("{ ...A } fragment A on Query { ...B ... on Query {"
                        + many(count - 1, i -> "a%d: me { id }".formatted(i))
                        + "} } fragment B on Query { me { id } }"))
                .matches(complaint -> complaint.isPresent() == refused);
    }

    @ParameterizedTest
    @CsvSource({"15, false", "16, true"})
    void depthIsBoundedAlsoThroughFragments(int depth, boolean refused) {
        assertThat(complaint("{" + "a {".repeat(depth - 1) + "a" + "}".repeat(depth)))
                .matches(complaint -> complaint.isPresent() == refused);
        assertThat(complaint("{ ...F0 }"
                        + many(depth - 1, i -> "fragment F%d on Query { a { ...F%d } }".formatted(i, i + 1))
                        + "fragment F%d on Query { a }".formatted(depth - 1)))
                .matches(complaint -> complaint.isPresent() == refused);
    }

    @Test
    void fieldsCountAsOftenAsTheyAreReached() {
        assertThat(complaint("{ a {" + many(999, i -> "id") + "} }")).isEmpty();
        assertThat(complaint("{ a {" + many(1000, i -> "id") + "} }"))
                .hasValueSatisfying(said -> assertThat(said).contains("1000 fields"));
        // 300 to the power of 13 fields in a document of a few kB.
        String laughs = "{ ...F0 }"
                + many(13, i -> "fragment F%d on Query { a { %s } }".formatted(i, many(300, j -> "...F" + (i + 1))))
                + "fragment F13 on Query { a }";
        assertThat(complaint(laughs)).isPresent();
    }

    @Test
    void chainsOfFragmentsAreRefused() {
        String chain = "{ ...F0 }" + many(1400, i -> "fragment F%d on Query { ...F%d }".formatted(i, i + 1));
        assertThat(complaint(chain)).hasValueSatisfying(said -> assertThat(said).contains("50"));
    }

    @Test
    void whatValidationRefusesIsLeftToIt() {
        assertThatCode(() ->
                        complaint("{ ...A ...Missing } fragment A on Query { ...B } fragment B on Query { a {...A} }"))
                .doesNotThrowAnyException();
    }
}
