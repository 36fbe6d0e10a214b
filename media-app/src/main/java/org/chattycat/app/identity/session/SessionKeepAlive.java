package org.chattycat.app.identity.session;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.chattycat.app.platform.database.DatabaseTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the sessions of people in calls from expiring: their browsers send no requests. */
@Component
class SessionKeepAlive extends DatabaseTask {
    private static final Logger log = LoggerFactory.getLogger(SessionKeepAlive.class);
    /** Far less than any useful idle time-out. */
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final AccountSessions sessions;
    private final List<ActiveSessions> sources;

    SessionKeepAlive(AccountSessions sessions, List<ActiveSessions> sources) {
        this.sessions = sessions;
        this.sources = sources;
    }

    @Override
    protected Flux<?> work() {
        return Flux.interval(INTERVAL).onBackpressureDrop().concatMap(tick -> sessions.touch(activeKeys())
                .onErrorResume(e -> {
                    log.warn("The sessions of calls were not kept alive: {}", e.toString());
                    return Mono.empty();
                }));
    }

    private Collection<String> activeKeys() {
        return sources.stream()
                .flatMap(source -> source.activeSessionKeys().stream())
                .collect(Collectors.toSet());
    }
}
