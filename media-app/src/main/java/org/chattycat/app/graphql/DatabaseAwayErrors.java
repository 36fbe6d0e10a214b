package org.chattycat.app.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.site.Problems;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reports fields and subscriptions that fail during an outage of the database with the code {@code DATABASE_AWAY}. */
@Component
@Order(0)
final class DatabaseAwayErrors implements DataFetcherExceptionResolver, SubscriptionExceptionResolver {
    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable exception, DataFetchingEnvironment environment) {
        return errors(exception, GraphqlErrorBuilder.newError(environment));
    }

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable exception) {
        return errors(exception, GraphqlErrorBuilder.newError());
    }

    private static Mono<List<GraphQLError>> errors(Throwable exception, GraphqlErrorBuilder<?> builder) {
        if (!DatabaseFailure.isOutage(exception)) {
            return Mono.empty();
        }
        return Mono.just(List.of(builder.message(Problems.DATABASE_AWAY)
                .errorType(ErrorType.INTERNAL_ERROR)
                .extensions(Map.of("code", Problems.DATABASE_AWAY_CODE))
                .build()));
    }
}
