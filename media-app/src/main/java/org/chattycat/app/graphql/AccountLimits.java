package org.chattycat.app.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chattycat.app.graphql.OpenSockets.OpenSocket;
import org.chattycat.app.identity.account.Grant;
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
 * Limits the documents that one account executes at a time, their cost per minute, and its subscriptions on this instance. A
 * refusal is a 429 with Retry-After over HTTP, and an {@code error} of the operation on a socket.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties(GraphQlProperties.class)
class AccountLimits implements WebGraphQlInterceptor {
    /** The cost of a request without its document: loading the session and the account, reading and parsing. */
    private static final int REQUEST = 2 * QueryCost.STATEMENT;

    private static final CloseStatus TOO_MANY_OPERATIONS =
            CloseStatus.POLICY_VIOLATION.withReason("Too many operations on this socket.");

    private final GraphQlProperties properties;
    private final OpenSockets sockets;
    private final FairQueue queue;
    private final LocalRateLimits points;

    AccountLimits(GraphQlProperties properties, OpenSockets sockets) {
        this.properties = properties;
        this.sockets = sockets;
        this.queue = new FairQueue(properties);
        this.points = new LocalRateLimits(properties.pointsPerAccount(), System::nanoTime);
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (request instanceof WebSocketGraphQlRequest onSocket) {
            OpenSocket socket = sockets.find(onSocket.getSessionInfo().getId());
            return socket == null || socket.authentication() == null
                    ? Mono.never()
                    : onSocket(socket, socket.authentication(), request, chain);
        }
        return execute(SecurityContextHolder.getContext().getAuthentication(), request, chain)
                .map(response -> response.getData() instanceof Publisher<?> ? onlyBySocket(response) : response);
    }

    private static WebGraphQlResponse onlyBySocket(WebGraphQlResponse response) {
        GraphQLError error = GraphqlErrorBuilder.newError()
                .message("Subscriptions are only available on the WebSocket at this address.")
                .errorType(ErrorType.BAD_REQUEST)
                .extensions(Map.of("code", "SOCKET_ONLY"))
                .build();
        return response.transform(builder -> builder.data(null).errors(List.of(error)));
    }

    /** Fails with RateLimitedException, after the refusal delay. */
    private Mono<WebGraphQlResponse> execute(Authentication asker, WebGraphQlRequest request, Chain chain) {
        String account = asker.getName();
        QueryBudget budget = amount -> points.take(account, amount);
        request.configureExecutionInput((input, builder) -> {
            input.getGraphQLContext()
                    .put(QueryBudget.class, budget)
                    .put(Grant.class, Grant.of(asker))
                    .put(Authentication.class, asker);
            return input;
        });
        return Mono.usingWhen(
                        queue.acquire(account),
                        permit -> {
                            budget.charge(REQUEST);
                            return chain.next(request).contextWrite(QueryConnections::use);
                        },
                        permit -> Mono.fromRunnable(permit::release))
                .flatMap(AccountLimits::failIfRateLimited)
                .onErrorResume(RateLimitedException.class, this::refuseLater);
    }

    private static Mono<WebGraphQlResponse> failIfRateLimited(WebGraphQlResponse response) {
        return response.getExecutionResult().getErrors().stream()
                .filter(TooManyRequests.class::isInstance)
                .findFirst()
                .map(error -> Mono.<WebGraphQlResponse>error(((TooManyRequests) error).reason()))
                .orElse(Mono.just(response));
    }

    private <T> Mono<T> refuseLater(RateLimitedException e) {
        return Mono.delay(properties.refusalDelay()).then(Mono.error(e));
    }

    private Mono<WebGraphQlResponse> onSocket(
            OpenSocket socket, Authentication asker, WebGraphQlRequest request, Chain chain) {
        AtomicBoolean ended = new AtomicBoolean();
        Runnable end = () -> {
            if (ended.compareAndSet(false, true)) {
                socket.operations().decrementAndGet();
            }
        };
        if (socket.operations().incrementAndGet() > properties.maxOperationsPerSocket()) {
            // Not on this thread: it is about to subscribe, with a scheduler that is disposed when the socket closes.
            return Mono.<WebGraphQlResponse>never().doOnSubscribe(subscription -> Schedulers.boundedElastic()
                    .schedule(() -> SessionBoundGraphQlSockets.close(socket.session(), TOO_MANY_OPERATIONS)));
        }
        Mono<WebGraphQlResponse> executed = sockets.operations(asker.getName()) > properties.maxOperationsPerAccount()
                ? refuseLater(new RateLimitedException(properties.refusalDelay()))
                : execute(asker, request, chain);
        return executed.map(response -> untilEnd(response, end))
                .onErrorResume(RateLimitedException.class, e -> {
                    end.run();
                    return Mono.just(refused(request, new TooManyRequests(e)));
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

    /** graphql-transport-ws reports an operation that was not executed by {@code error}, not by a result without data. */
    private static WebGraphQlResponse failed(WebGraphQlResponse response, List<GraphQLError> errors) {
        return response.transform(
                builder -> builder.data(Flux.error(new SubscriptionPublisherException(errors, null))));
    }
}
