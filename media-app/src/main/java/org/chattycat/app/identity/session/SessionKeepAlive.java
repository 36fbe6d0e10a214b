package org.chattycat.app.identity.session;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.chattycat.app.platform.config.LifecyclePhases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the sessions of people in calls from idling out. */
@Component
class SessionKeepAlive implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SessionKeepAlive.class);
    /** Far below any useful idle time-out. */
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final AccountSessions sessions;
    private final List<ActiveSessions> holders;
    private Disposable running;

    SessionKeepAlive(AccountSessions sessions, List<ActiveSessions> holders) {
        this.sessions = sessions;
        this.holders = holders;
    }

    @Override
    public synchronized void start() {
        running = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> sessions.touch(held()).onErrorResume(failure -> {
                    log.warn("Sessions of calls were not prolonged: {}", failure.toString());
                    return Mono.empty();
                }))
                .subscribe();
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return LifecyclePhases.DATABASE_LISTENERS;
    }

    private Collection<String> held() {
        return holders.stream()
                .flatMap(holder -> holder.activeSessionKeys().stream())
                .collect(Collectors.toSet());
    }
}
