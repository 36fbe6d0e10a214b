package org.chattycat.app.identity.session;

import org.chattycat.app.platform.config.LifecyclePhases;
import org.chattycat.app.platform.database.DatabaseNotifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Turns the database's word that a session row is gone into an application event, on every instance. What happened while
 * nobody listened is told again afterwards; hearing of one ending twice does no harm.
 */
@Component
class SessionEndings implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SessionEndings.class);

    private final DatabaseNotifications notifications;
    private final DatabaseClient database;
    private final ApplicationEventPublisher events;
    private Disposable listening;

    SessionEndings(DatabaseNotifications notifications, DatabaseClient database, ApplicationEventPublisher events) {
        this.notifications = notifications;
        this.database = database;
        this.events = events;
    }

    @Override
    public synchronized void start() {
        Sinks.Many<Boolean> listens = Sinks.many().unicast().onBackpressureBuffer();
        Flux<String> missed = listens.asFlux().concatMap(again -> recentlyEnded());
        listening = Flux.merge(missed, notifications.listen("session_ended", () -> listens.tryEmitNext(true)))
                .publishOn(Schedulers.boundedElastic())
                .subscribe(this::publish, failure -> log.error("Endings of sessions are no longer heard", failure));
    }

    @Override
    public synchronized void stop() {
        if (listening != null) {
            listening.dispose();
            listening = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return listening != null;
    }

    @Override
    public int getPhase() {
        return LifecyclePhases.DATABASE_LISTENERS;
    }

    private Flux<String> recentlyEnded() {
        return database.sql("select primary_id from ended_session where at > now() - interval '1 day'")
                .map(row -> row.get("primary_id", String.class))
                .all()
                .onErrorResume(failure -> {
                    log.warn("Missed endings of sessions cannot be read: {}", failure.toString());
                    return Flux.empty();
                });
    }

    private void publish(String key) {
        try {
            events.publishEvent(new SessionEnded(key));
        } catch (RuntimeException e) {
            log.error("A listener failed at the end of a session", e);
        }
    }
}
