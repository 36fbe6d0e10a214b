package org.chattycat.app.history;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import org.chattycat.app.meeting.MeetingException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.graphql.execution.SubscriptionExceptionResolverAdapter;

/** How GraphQL is wired: what a query may cost, and what errors look like. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {
    /** The deepest path of the schema has 8 fields, an introspection 13. */
    private static final int MAX_DEPTH = 15;

    /** A page of 1000 samples with every field costs 14000; pages of pages soon cost more than a server should give. */
    private static final int MAX_COST = 50_000;

    @Bean
    MaxQueryDepthInstrumentation maxDepth() {
        return new MaxQueryDepthInstrumentation(MAX_DEPTH);
    }

    @Bean
    MaxQueryComplexityInstrumentation maxCost() {
        return new MaxQueryComplexityInstrumentation(MAX_COST, new QueryCost());
    }

    /** Errors whose text is meant for people; of all others people learn that something went wrong, and no more. */
    @Bean
    DataFetcherExceptionResolver readableErrors() {
        return new DataFetcherExceptionResolverAdapter() {
            @Override
            protected GraphQLError resolveToSingleError(Throwable exception, DataFetchingEnvironment environment) {
                return error(GraphqlErrorBuilder.newError(environment), exception);
            }
        };
    }

    /** The same for a subscription, whose errors come when its stream breaks off. */
    @Bean
    SubscriptionExceptionResolver readableSubscriptionErrors() {
        return new SubscriptionExceptionResolverAdapter() {
            @Override
            protected GraphQLError resolveToSingleError(Throwable exception) {
                return error(GraphqlErrorBuilder.newError(), exception);
            }
        };
    }

    /** Null for an exception whose text is not meant for people. */
    private static GraphQLError error(GraphqlErrorBuilder<?> builder, Throwable exception) {
        String code;
        if (exception instanceof InvalidArgumentException) {
            code = "INVALID_ARGUMENT";
        } else if (exception instanceof MeetingException rule) {
            code = rule.rule().name();
        } else {
            return null;
        }
        return builder.message("%s", exception.getMessage())
                .errorType(ErrorType.BAD_REQUEST)
                .extensions(Map.of("code", code))
                .build();
    }
}
