package org.chattycat.app.graphql;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import java.util.List;
import java.util.Map;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.springframework.graphql.execution.ErrorType;

/** A rate limit as a GraphQL error, with the code {@code TOO_MANY} and {@code retryAfterSeconds}. Over HTTP it becomes a 429. */
final class TooManyRequests implements GraphQLError {
    private static final long serialVersionUID = 1;

    private final transient RateLimitedException reason;

    TooManyRequests(RateLimitedException reason) {
        this.reason = reason;
    }

    RateLimitedException reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return reason.sentence();
    }

    @Override
    public List<SourceLocation> getLocations() {
        return List.of();
    }

    @Override
    public ErrorClassification getErrorType() {
        return ErrorType.BAD_REQUEST;
    }

    @Override
    public Map<String, Object> getExtensions() {
        return Map.of("code", "TOO_MANY", "retryAfterSeconds", reason.retryAfterSeconds());
    }
}
