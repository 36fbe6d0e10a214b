package org.chattycat.app.graphql;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.introspection.Introspection;
import graphql.schema.DataFetcher;
import java.util.Map;
import java.util.Set;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.TokenScopeException;
import org.springframework.stereotype.Component;

/**
 * What shared links show: only these fields of the types by which everything else is reached, so that a new field is hidden until
 * it is added here. Mutations are refused by {@link TokenScope}, and sockets do not accept links.
 */
@Component
class SharedLinkScope extends SimplePerformantInstrumentation {
    private static final Map<String, Set<String>> SHOWN = Map.of(
            "Query",
            Set.of("shared", "meeting"),
            "Meeting",
            Set.of(
                    "id",
                    "createdAt",
                    "startedAt",
                    "endedAt",
                    "title",
                    "participants",
                    "latencySummary",
                    "latencyHistory",
                    "latencyDistribution",
                    "latencySamples",
                    "videoQuality",
                    "timeline"));

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
        Grant grant = parameters.getExecutionContext().getGraphQLContext().get(Grant.class);
        if (grant == null || !grant.byLink() || isShown(parameters)) {
            return fetcher;
        }
        return environment -> {
            throw new TokenScopeException("This link does not show that.");
        };
    }

    private static boolean isShown(InstrumentationFieldFetchParameters parameters) {
        String field = parameters.getExecutionStepInfo().getFieldDefinition().getName();
        Set<String> shown =
                SHOWN.get(parameters.getExecutionStepInfo().getObjectType().getName());
        return shown == null || shown.contains(field) || field.equals(Introspection.TypeNameMetaFieldDef.getName());
    }
}
