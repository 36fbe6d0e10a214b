package org.chattycat.app.graphql;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.chattycat.app.platform.limits.RateLimit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What GraphQL may take from this instance.
 *
 * @param maxConcurrent documents executed at the same time
 * @param maxConcurrentPerAccount of them by one account
 * @param maxWaitingPerAccount documents of one account that wait for their turn
 * @param maxWait limit of that wait
 * @param pointsPerAccount what an account may spend, in points of {@link QueryCost}
 * @param refusalDelay how long a refusal is held back, so that a client that repeats at once does not keep us busy
 * @param maxSocketsPerAccount open sockets of one account
 * @param maxOperationsPerSocket subscriptions, queries and mutations that are not complete on one socket
 * @param maxOperationsPerAccount the same on all sockets of an account
 */
@Validated
@ConfigurationProperties("chattycat.graphql")
record GraphQlProperties(
        @Min(1) int maxConcurrent,
        @Min(1) int maxConcurrentPerAccount,
        @Min(1) int maxWaitingPerAccount,
        @NotNull Duration maxWait,
        @NotNull @Valid RateLimit pointsPerAccount,
        @NotNull Duration refusalDelay,
        @Min(1) int maxSocketsPerAccount,
        @Min(1) int maxOperationsPerSocket,
        @Min(1) int maxOperationsPerAccount) {}
