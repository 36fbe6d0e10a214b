package org.chattycat.app.graphql;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.chattycat.app.platform.limits.RateLimit;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of GraphQL on this instance.
 *
 * @param maxConcurrent documents executed at the same time
 * @param maxConcurrentPerAccount documents of one account executed at the same time
 * @param maxWait how long a document waits before it is refused
 * @param maxWaitingPerAccount documents of one account that wait to be executed
 * @param pointsPerAccount points that an account can spend; {@code docs/graphql.md} says how many a document costs
 * @param refusalDelay how long a refusal is delayed, so that a client that retries at once does not keep the server busy
 * @param maxSocketsPerAccount open sockets of one account
 * @param maxOperationsPerSocket subscriptions, queries and mutations that are not complete on one socket
 * @param maxOperationsPerAccount subscriptions, queries and mutations that are not complete, on all sockets of an account
 * @param tokenCheck how often the server checks whether the access tokens and shared links of open sockets are still valid
 */
@Validated
@ConfigurationProperties("chattycat.graphql")
record GraphQlProperties(
        @Min(1) int maxConcurrent,
        @Min(1) int maxConcurrentPerAccount,
        @Min(1) int maxWaitingPerAccount,
        @NotNull @DurationMin(millis = 1) Duration maxWait,
        @NotNull @Valid RateLimit pointsPerAccount,
        @NotNull @DurationMin Duration refusalDelay,
        @Min(1) int maxSocketsPerAccount,
        @Min(1) int maxOperationsPerSocket,
        @Min(1) int maxOperationsPerAccount,
        @NotNull @DurationMin(millis = 1) Duration tokenCheck) {}
