package org.chattycat.app.graphql;

import graphql.TrivialDataFetcher;
import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.chattycat.app.platform.query.KeysetPage;

/**
 * The cost of a field in points. Reading and sending a property costs one point. A field that runs a statement costs about a
 * thousand times as much. The selection of a list counts as often as the list may have elements.
 */
final class QueryCost implements FieldComplexityCalculator {
    /** Every field that is not a property, except those below. */
    static final int STATEMENT = 1500;

    /** A field whose statement serves all fields of this name: one more key in it. */
    private static final int BATCHED = 50;

    /**
     * Fields with more than one statement. A node: one that finds the table, and one that reads the row. The status: one for each
     * part, and one for the account. The mutation that returns the status makes two more.
     */
    private static final Map<String, Integer> STATEMENTS =
            Map.of("Query.node", 2, "Query.status", 11, "Mutation.drainMediaServer", 13);

    private static final Set<String> BATCHED_FIELDS = Set.of(
            "Meeting.participants",
            "Meeting.latencyOverview",
            "Meeting.sharedLinks",
            "Meeting.shortCode",
            "Meeting.knocks",
            "Meeting.coHosts",
            "Meeting.recording");

    private final GraphQLSchema schema;

    QueryCost(GraphQLSchema schema) {
        this.schema = schema;
    }

    @Override
    public int calculate(FieldComplexityEnvironment field, int childComplexity) {
        // Saturates: such a query costs too much anyway.
        return (int) Math.min(Integer.MAX_VALUE, statements(field) * own(field) + elements(field) * childComplexity);
    }

    /** A comparison runs a statement for each of its spans. */
    private static long statements(FieldComplexityEnvironment field) {
        return field.getArguments().get("spans") instanceof Collection<?> spans ? Math.max(1, spans.size()) : 1;
    }

    private long own(FieldComplexityEnvironment field) {
        FieldCoordinates coordinates = FieldCoordinates.coordinates(
                (GraphQLFieldsContainer) field.getParentType(), field.getFieldDefinition());
        if (schema.getCodeRegistry().getDataFetcher(coordinates, field.getFieldDefinition())
                instanceof TrivialDataFetcher) {
            return 1;
        }
        String name = coordinates.toString();
        return BATCHED_FIELDS.contains(name) ? BATCHED : STATEMENTS.getOrDefault(name, 1) * STATEMENT;
    }

    /**
     * Every long list has an argument {@code first} or {@code maxPoints} with a default, or can be read in both directions. The
     * elements of {@code edges} and of {@code buckets} are those of the field that leads there.
     */
    private static long elements(FieldComplexityEnvironment field) {
        return Stream.of("first", "last", "maxPoints")
                .map(field.getArguments()::get)
                .filter(Integer.class::isInstance)
                .mapToLong(most -> Math.max(1, (Integer) most))
                .max()
                .orElse(field.getFieldDefinition().getArgument("last") == null ? 1 : KeysetPage.DEFAULT_SIZE);
    }
}
