package org.chattycat.analysis.database;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * LISTENs on one channel with a connection of its own, again and again after failures. A listener must also look by
 * itself now and then: notifications sent while the connection was away are lost.
 */
public final class NotificationListener implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NotificationListener.class);

    private final Disposable subscription;

    /**
     * @param channel an SQL identifier
     * @param wake called after each notification and after each (re)connection, on a network thread: never block
     */
    public NotificationListener(Database database, String channel, Runnable wake) {
        Duration pause = database.settings().retryInterval();
        subscription = Flux.usingWhen(
                        Mono.from(database.unpooled().create())
                                .timeout(database.settings().statementTimeout())
                                .map(Database::unwrap),
                        connection -> listen(connection, channel, wake),
                        PostgresqlConnection::close)
                .repeatWhen(ended -> ended.delayElements(pause))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, pause)
                        .doBeforeRetry(failure -> log.debug("listening on {} again", channel, failure.failure())))
                .subscribe();
    }

    private static Flux<Void> listen(PostgresqlConnection connection, String channel, Runnable wake) {
        return connection
                .createStatement("listen " + channel)
                .execute()
                .flatMap(result -> result.getRowsUpdated())
                .then(Mono.fromRunnable(wake))
                .thenMany(connection.getNotifications().doOnNext(notification -> wake.run()))
                .thenMany(Flux.empty());
    }

    @Override
    public void close() {
        subscription.dispose();
    }
}
