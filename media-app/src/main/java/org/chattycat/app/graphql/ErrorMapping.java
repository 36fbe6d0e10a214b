package org.chattycat.app.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import org.chattycat.app.identity.account.OperatorOnlyException;
import org.chattycat.app.identity.account.TokenScopeException;
import org.chattycat.app.meeting.MeetingException;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.graphql.execution.SubscriptionExceptionResolverAdapter;

/** Turns exceptions with a message for people into GraphQL errors with a code. */
@Configuration(proxyBeanMethods = false)
class ErrorMapping {
    /** Other exceptions become INTERNAL_ERROR without details. */
    @Bean
    DataFetcherExceptionResolver readableErrors() {
        return new DataFetcherExceptionResolverAdapter() {
            @Override
            protected GraphQLError resolveToSingleError(Throwable exception, DataFetchingEnvironment environment) {
                return error(GraphqlErrorBuilder.newError(environment), exception);
            }
        };
    }

    /** The same for the stream of a subscription. */
    @Bean
    SubscriptionExceptionResolver readableSubscriptionErrors() {
        return new SubscriptionExceptionResolverAdapter() {
            @Override
            protected GraphQLError resolveToSingleError(Throwable exception) {
                return error(GraphqlErrorBuilder.newError(), exception);
            }
        };
    }

    /** Null for an exception whose message is not for people. */
    private static GraphQLError error(GraphqlErrorBuilder<?> builder, Throwable exception) {
        if (exception instanceof TokenScopeException scope) {
            return TokenScope.refused(builder, scope.getMessage());
        }
        if (exception instanceof OperatorOnlyException) {
            return error(builder, exception, ErrorType.FORBIDDEN, "OPERATOR_ONLY");
        }
        String code;
        if (exception instanceof InvalidArgumentException invalid) {
            code = invalid.code();
        } else if (exception instanceof MeetingException rule) {
            code = rule.rule().name();
        } else {
            return null;
        }
        return error(builder, exception, ErrorType.BAD_REQUEST, code);
    }

    private static GraphQLError error(
            GraphqlErrorBuilder<?> builder, Throwable exception, ErrorType type, String code) {
        return builder.message("%s", exception.getMessage())
                .errorType(type)
                .extensions(Map.of("code", code))
                .build();
    }
}
