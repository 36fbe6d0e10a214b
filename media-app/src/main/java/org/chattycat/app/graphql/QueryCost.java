package org.chattycat.app.graphql;

import graphql.TrivialDataFetcher;
import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import java.util.Set;

/**
 * What a field costs, in points: one point is about what it takes to read a property and to send it. A field that runs a
 * statement costs a thousand times as much, and what is under a list counts as often as the list may have elements.
 */
final class QueryCost implements FieldComplexityCalculator {
    /** Every field that is not a mere property, unless said otherwise below. */
    static final int STATEMENT = 1500;

    /** A key more in a statement that serves all fields of this name at once. */
    private static final int BATCHED = 50;

    private static final Set<String> BATCHED_FIELDS = Set.of("Meeting.participants");

    private final GraphQLSchema schema;

    QueryCost(GraphQLSchema schema) {
        this.schema = schema;
    }

    @Override
    public int calculate(FieldComplexityEnvironment field, int childComplexity) {
        // Saturates: a query that would cost more than an int holds costs too much anyway.
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

    /** Every list has an argument {@code first} with a default; `edges` are the elements of the connection around them. */
    private static long elements(FieldComplexityEnvironment field) {
        return field.getArguments().get("first") instanceof Integer first ? Math.max(1, first) : 1;
    }
}
