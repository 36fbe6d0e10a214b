package org.chattycat.app.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition.Operation;
import java.util.List;
import java.util.Map;
import org.chattycat.app.identity.account.Grant;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.stereotype.Component;

/** Refuses every mutation, before it is executed, unless the request may write. Fields check for which meetings a token is. */
@Component
class TokenScope extends SimplePerformantInstrumentation {
    private static final String READ_ONLY = "This access token may read only.";

    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        Grant grant = context.getGraphQLContext().get(Grant.class);
        if (context.getOperationDefinition().getOperation() == Operation.MUTATION
                && (grant == null || !grant.mayWrite())) {
            throw new AbortExecutionException(List.of(refused(GraphqlErrorBuilder.newError(), READ_ONLY)));
        }
        return super.beginExecuteOperation(parameters, state);
    }

    /** The error with the code {@code TOKEN_SCOPE}. */
    static GraphQLError refused(GraphqlErrorBuilder<?> builder, String message) {
        return builder.message("%s", message)
                .errorType(ErrorType.FORBIDDEN)
                .extensions(Map.of("code", "TOKEN_SCOPE"))
                .build();
    }
}
