package org.chattycat.app.graphql;

import graphql.TrivialDataFetcher;
import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import java.util.Set;

/**
 * The cost of a field in points. Reading and sending a property costs one point. A field that runs a statement costs about a
 * thousand times as much. The selection of a list counts as often as the list may have elements.
 */
final class QueryCost implements FieldComplexityCalculator {
    /** Every field that is not a property, except those below. */
    static final int STATEMENT = 1500;

    /** A field whose statement serves all fields of this name: one more key in it. */
    private static final int BATCHED = 50;

    private static final Set<String> BATCHED_FIELDS = Set.of("Meeting.participants");

    private final GraphQLSchema schema;

    QueryCost(GraphQLSchema schema) {
        this.schema = schema;
    }

    @Override
    public int calculate(FieldComplexityEnvironment field, int childComplexity) {
        // Saturates: such a query costs too much anyway.
        return (int) Math.min(Integer.MAX_VALUE, own(field) + elements(field) * childComplexity);
    }

    private long own(FieldComplexityEnvironment field) {
        FieldCoordinates coordinates = FieldCoordinates.coordinates(
                (GraphQLFieldsContainer) field.getParentType(), field.getFieldDefinition());
        if (schema.getCodeRegistry().getDataFetcher(coordinates, field.getFieldDefinition())
                instanceof TrivialDataFetcher) {
            return 1;
        }
        return BATCHED_FIELDS.contains(coordinates.toString()) ? BATCHED : STATEMENT;
    }

    /** Every list has an argument {@code first} with a default. The elements of {@code edges} are those of their connection. */
    private static long elements(FieldComplexityEnvironment field) {
        return field.getArguments().get("first") instanceof Integer first ? Math.max(1, first) : 1;
    }
}
