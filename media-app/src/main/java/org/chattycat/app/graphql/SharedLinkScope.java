package org.chattycat.app.graphql;

import graphql.GraphqlErrorBuilder;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.introspection.Introspection;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.TokenScopeException;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * What shared links show: only these fields of the types by which everything else is reached, so that a new field is hidden until
 * it is added here. The fields themselves check that the meeting is that of the link. {@link TokenScope} refuses mutations.
 */
@Component
class SharedLinkScope extends SimplePerformantInstrumentation {
    private static final String SUBSCRIPTION = "Subscription";
    private static final String HIDDEN = "This link does not show that.";

    private static final Map<String, Set<String>> SHOWN = Map.of(
            "Query",
            Set.of("shared", "meeting", "compareMeetings"),
            SUBSCRIPTION,
            Set.of("latencyMeasured", "videoQualityMeasured"),
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
                    "glassToGlass",
                    "timeline"));

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
        Grant grant = parameters.getExecutionContext().getGraphQLContext().get(Grant.class);
        if (grant == null || !grant.byLink() || isShown(parameters)) {
            return fetcher;
        }
        return typeOf(parameters).equals(SUBSCRIPTION)
                ? SharedLinkScope::refusedStream
                : environment -> {
                    throw new TokenScopeException(HIDDEN);
                };
    }

    /** On a socket, an operation that is not executed is answered by {@code error}. */
    private static Flux<Object> refusedStream(DataFetchingEnvironment environment) {
        return Flux.error(new SubscriptionPublisherException(
                List.of(TokenScope.refused(GraphqlErrorBuilder.newError(environment), HIDDEN)), null));
    }

    private static boolean isShown(InstrumentationFieldFetchParameters parameters) {
        String field = parameters.getExecutionStepInfo().getFieldDefinition().getName();
        Set<String> shown = SHOWN.get(typeOf(parameters));
        return shown == null || shown.contains(field) || field.equals(Introspection.TypeNameMetaFieldDef.getName());
    }

    private static String typeOf(InstrumentationFieldFetchParameters parameters) {
        return parameters.getExecutionStepInfo().getObjectType().getName();
    }
}
