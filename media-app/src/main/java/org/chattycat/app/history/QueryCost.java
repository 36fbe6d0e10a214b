package org.chattycat.app.history;

import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.FieldComplexityEnvironment;
import java.util.Map;

/** What a field costs: itself, and what is under it as often as there may be elements of its list. */
final class QueryCost implements FieldComplexityCalculator {
    /** Elements of a page whose size was not asked for. */
    private static final Map<String, Integer> UNASKED = Map.of("meetings", 20, "latencySamples", 100);

    @Override
    public int calculate(FieldComplexityEnvironment field, int childComplexity) {
        Integer unasked = UNASKED.get(field.getField().getName());
        if (unasked == null) {
            return 1 + childComplexity;
        }
        Object first = field.getArguments().get("first");
        int elements = first instanceof Integer asked ? Math.max(1, asked) : unasked;
        // Saturates: a query that would cost more than an int holds costs too much anyway.
        return (int) Math.min(Integer.MAX_VALUE, 1L + (long) elements * childComplexity);
    }
}
