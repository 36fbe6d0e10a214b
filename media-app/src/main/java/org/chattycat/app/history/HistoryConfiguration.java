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
                if (exception instanceof InvalidArgumentException) {
                    return error(environment, exception.getMessage(), "INVALID_ARGUMENT");
                }
                if (exception instanceof MeetingException rule) {
                    return error(environment, rule.getMessage(), rule.rule().name());
                }
                return null;
            }
        };
    }

    private static GraphQLError error(DataFetchingEnvironment environment, String message, String code) {
        return GraphqlErrorBuilder.newError(environment)
                .message(message)
                .errorType(ErrorType.BAD_REQUEST)
                .extensions(Map.of("code", code))
                .build();
    }
}
