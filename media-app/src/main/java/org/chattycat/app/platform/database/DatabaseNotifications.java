package org.chattycat.app.platform.database;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Notifications of PostgreSQL: LISTEN for as long as somebody subscribes. */
@Component
public class DatabaseNotifications {
    private static final Logger log = LoggerFactory.getLogger(DatabaseNotifications.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);
    /** A half-open connection reports no error, so it has to be checked. */
    private static final Duration CHECK_EVERY = Duration.ofSeconds(10);

    private final PostgresqlConnectionFactory connections;

    DatabaseNotifications(PostgresqlConnectionFactory connections) {
        this.connections = connections;
    }

    /**
     * The payloads of a channel, over a separate connection that is reopened whenever it is lost. Notifications that are sent
     * in between are lost, so read the current state in {@code listening}.
     *
     * @param channel an SQL identifier in lower case
     * @param listening called each time LISTEN has succeeded, before the first payload; must not block
     */
    public Flux<String> listen(String channel, Runnable listening) {
        return listen(channel, listening, () -> {});
    }

    /**
     * The payloads of a channel, as above.
     *
     * @param lost called each time the connection was lost or could not be opened; must not block
     */
    public Flux<String> listen(String channel, Runnable listening, Runnable lost) {
        if (!channel.matches("[a-z_]{1,63}")) {
            throw new IllegalArgumentException("not a valid channel: " + channel);
        }
        return Flux.usingWhen(
                        connections.create(),
                        connection -> payloads(connection, channel, listening),
                        PostgresqlConnection::close)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_RETRY)
                        .maxBackoff(LAST_RETRY)
                        .transientErrors(true)
                        .doBeforeRetry(signal -> {
                            log.info(
                                    "Reconnecting to listen to {} after: {}",
                                    channel,
                                    String.valueOf(signal.failure()));
                            lost.run();
                        }));
    }

    private static Flux<String> payloads(PostgresqlConnection connection, String channel, Runnable listening) {
        Mono<Void> listen = connection
                .createStatement("LISTEN " + channel)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .then(Mono.fromRunnable(listening));
        Flux<String> payloads = connection
                .getNotifications()
                .map(Notification::getParameter)
                .concatWith(Flux.error(() -> new IllegalStateException("the connection ended")));
        Flux<String> checks = Flux.interval(CHECK_EVERY).onBackpressureDrop().concatMap(tick -> Mono.from(
                        connection.validate(ValidationDepth.REMOTE))
                .timeout(CHECK_EVERY)
                .filter(alive -> !alive)
                .flatMap(dead -> Mono.<String>error(new IllegalStateException("the connection is dead"))));
        // Subscribes to payloads first, because one may arrive directly after LISTEN has succeeded.
        return Flux.merge(payloads, listen.thenMany(checks));
    }
}
