package org.chattycat.app.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chattycat.app.graphql.OpenSockets.OpenSocket;
import org.chattycat.app.platform.database.QueryConnections;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.reactivestreams.Publisher;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What one account may ask of this instance: so many documents at a time, so much in a minute, so many subscriptions.
 * Refused over HTTP with 429 and Retry-After, on a socket with an `error` of the operation.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties(GraphQlProperties.class)
class AccountLimits implements WebGraphQlInterceptor {
    /** What a request costs apart from its document: the session, the account, reading and parsing. */
    private static final int REQUEST = 2 * QueryCost.STATEMENT;

    private static final CloseStatus TOO_MANY_OPERATIONS =
            CloseStatus.POLICY_VIOLATION.withReason("Too many operations on this socket.");

    private final GraphQlProperties properties;
    private final OpenSockets sockets;
    private final Turns turns;
    private final LocalRateLimits points;

    AccountLimits(GraphQlProperties properties, OpenSockets sockets) {
        this.properties = properties;
        this.sockets = sockets;
        this.turns = new Turns(properties);
        this.points = new LocalRateLimits(properties.pointsPerAccount(), System::nanoTime);
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (request instanceof WebSocketGraphQlRequest onSocket) {
            OpenSocket socket = sockets.find(onSocket.getSessionInfo().getId());
            return socket == null ? Mono.never() : onSocket(socket, request, chain);
        }
        Authentication asker = SecurityContextHolder.getContext().getAuthentication();
        return execute(asker.getName(), request, chain)
                .map(response -> response.getData() instanceof Publisher<?> ? onlyBySocket(response) : response);
    }

    private static WebGraphQlResponse onlyBySocket(WebGraphQlResponse response) {
        GraphQLError error = GraphqlErrorBuilder.newError()
                .message("Subscriptions are for the WebSocket at this address.")
                .errorType(ErrorType.BAD_REQUEST)
                .extensions(Map.of("code", "SOCKET_ONLY"))
                .build();
        return response.transform(builder -> builder.data(null).errors(List.of(error)));
    }

    /** Fails with RateLimitedException, after a while. */
    private Mono<WebGraphQlResponse> execute(String account, WebGraphQlRequest request, Chain chain) {
        Purse purse = amount -> points.take(account, amount);
        request.configureExecutionInput((input, builder) -> {
            input.getGraphQLContext().put(Purse.class, purse);
            return input;
        });
        return Mono.usingWhen(
                        turns.take(account),
                        turn -> {
                            purse.pay(REQUEST);
                            return chain.next(request).contextWrite(QueryConnections::use);
                        },
                        turn -> Mono.fromRunnable(turn::end))
                .flatMap(AccountLimits::failWhereTooMany)
                .onErrorResume(RateLimitedException.class, this::later);
    }

    private static Mono<WebGraphQlResponse> failWhereTooMany(WebGraphQlResponse response) {
        return response.getExecutionResult().getErrors().stream()
                .filter(TooManyRequests.class::isInstance)
                .findFirst()
                .map(error -> Mono.<WebGraphQlResponse>error(((TooManyRequests) error).reason()))
                .orElse(Mono.just(response));
    }

    private <T> Mono<T> later(RateLimitedException refusal) {
        return Mono.delay(properties.refusalDelay()).then(Mono.error(refusal));
    }

    private Mono<WebGraphQlResponse> onSocket(OpenSocket socket, WebGraphQlRequest request, Chain chain) {
        AtomicBoolean ended = new AtomicBoolean();
        Runnable end = () -> {
            if (ended.compareAndSet(false, true)) {
                socket.operations().decrementAndGet();
            }
        };
        if (socket.operations().incrementAndGet() > properties.maxOperationsPerSocket()) {
            // Not on this thread, which is about to subscribe: closing takes away the scheduler that it needs for that.
            return Mono.<WebGraphQlResponse>never().doOnSubscribe(subscription -> Schedulers.boundedElastic()
                    .schedule(() -> SessionBoundGraphQlSockets.close(socket.session(), TOO_MANY_OPERATIONS)));
        }
        Mono<WebGraphQlResponse> executed = sockets.operations(socket.account()) > properties.maxOperationsPerAccount()
                ? later(new RateLimitedException(properties.refusalDelay()))
                : execute(socket.account(), request, chain);
        return executed.map(response -> untilEnd(response, end))
                .onErrorResume(RateLimitedException.class, refusal -> {
                    end.run();
                    return Mono.just(refused(request, new TooManyRequests(refusal)));
                })
                .doOnError(failure -> end.run())
                .doOnCancel(end);
    }

    private static WebGraphQlResponse untilEnd(WebGraphQlResponse response, Runnable end) {
        if (response.getData() instanceof Publisher<?> values) {
            return response.transform(builder -> builder.data(Flux.from(values).doFinally(signal -> end.run())));
        }
        end.run();
        ExecutionResult result = response.getExecutionResult();
        return result.isDataPresent() ? response : failed(response, result.getErrors());
    }

    private static WebGraphQlResponse refused(WebGraphQlRequest request, GraphQLError error) {
        ExecutionResult nothing = ExecutionResult.newExecutionResult().build();
        return failed(
                new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), nothing)),
                List.of(error));
    }

    /** What was not executed is answered by `error`, as graphql-transport-ws has it, and not by a result without data. */
    private static WebGraphQlResponse failed(WebGraphQlResponse response, List<GraphQLError> errors) {
        return response.transform(
                builder -> builder.data(Flux.error(new SubscriptionPublisherException(errors, null))));
    }
}
