package org.chattycat.app.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.analysis.QueryComplexityCalculator;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.Map;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.stereotype.Component;

/** Refuses documents that are too large before validation, and those that cost too much before execution. */
@Component
class DocumentLimits extends SimplePerformantInstrumentation {
    /** A page of 1000 samples with every field costs about 20 000. No document runs more than 20 statements. */
    static final int MAX_COST = 30_000;

    @Override
    public InstrumentationContext<List<ValidationError>> beginValidation(
            InstrumentationValidationParameters parameters, InstrumentationState state) {
        DocumentShape.problem(parameters.getDocument()).ifPresent(problem -> {
            throw refused(problem, "TOO_COMPLEX");
        });
        return super.beginValidation(parameters, state);
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        int cost = QueryComplexityCalculator.newCalculator()
                .fieldComplexityCalculator(new QueryCost(context.getGraphQLSchema()))
                .schema(context.getGraphQLSchema())
                .document(context.getDocument())
                .operationName(context.getExecutionInput().getOperationName())
                .variables(context.getCoercedVariables())
                .build()
                .calculate();
        if (cost > MAX_COST) {
            throw refused(
                    "This document costs %d points, and the limit is %d. Request less at a time."
                            .formatted(cost, MAX_COST),
                    "TOO_COMPLEX");
        }
        QueryBudget budget = context.getGraphQLContext().get(QueryBudget.class);
        if (budget != null) {
            try {
                budget.charge(cost);
            } catch (RateLimitedException e) {
                throw new AbortExecutionException(List.<GraphQLError>of(new TooManyRequests(e)));
            }
        }
        return super.beginExecuteOperation(parameters, state);
    }

    private static AbortExecutionException refused(String message, String code) {
        return new AbortExecutionException(List.of(GraphqlErrorBuilder.newError()
                .message("%s", message)
                .errorType(ErrorType.BAD_REQUEST)
                .extensions(Map.of("code", code))
                .build()));
    }
}
