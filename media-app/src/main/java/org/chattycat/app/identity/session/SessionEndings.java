package org.chattycat.app.identity.session;

import java.time.Clock;
import java.time.Duration;
import org.chattycat.app.platform.database.DatabaseNotifications;
import org.chattycat.app.platform.database.DatabaseTask;
import org.chattycat.app.platform.database.ExpiringData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Publishes {@link SessionEnded} on every instance when the database notifies that a session has been deleted. After a lost
 * connection it publishes the sessions of the last day again, because some notifications may have been missed. Listeners must
 * accept an event twice.
 */
@Component
class SessionEndings extends DatabaseTask implements ExpiringData {
    private static final Logger log = LoggerFactory.getLogger(SessionEndings.class);
    private static final Duration RETENTION = Duration.ofDays(1);

    private final DatabaseNotifications notifications;
    private final EndedSessionRepository endedSessions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SessionEndings(
            DatabaseNotifications notifications,
            EndedSessionRepository endedSessions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.notifications = notifications;
        this.endedSessions = endedSessions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    protected Flux<?> work() {
        Sinks.Many<Boolean> listens = Sinks.many().unicast().onBackpressureBuffer();
        Flux<String> missed = listens.asFlux().concatMap(again -> recentlyEnded());
        return Flux.merge(missed, notifications.listen("session_ended", () -> listens.tryEmitNext(true)))
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(this::publish);
    }

    @Override
    public Mono<Long> deleteExpired() {
        return endedSessions.deleteByAtBefore(clock.instant().minus(RETENTION));
    }

    private Flux<String> recentlyEnded() {
        return endedSessions
                .findByAtAfter(clock.instant().minus(RETENTION))
                .map(EndedSession::primaryId)
                .onErrorResume(e -> {
                    log.warn("Sessions that ended recently cannot be read: {}", e.toString());
                    return Flux.empty();
                });
    }

    private void publish(String key) {
        try {
            events.publishEvent(new SessionEnded(key));
        } catch (RuntimeException e) {
            log.error("A listener failed to handle the end of a session", e);
        }
    }
}
