package org.chattycat.app.housekeeping;

import java.time.Duration;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.guest.Guests;
import org.chattycat.app.identity.passkey.PasskeyChallenges;
import org.chattycat.app.identity.profile.EmailChanges;
import org.chattycat.app.identity.session.AccountSessions;
import org.chattycat.app.identity.signin.KnownBrowsers;
import org.chattycat.app.identity.signin.SignInTokens;
import org.chattycat.app.platform.config.LifecyclePhases;
import org.chattycat.app.platform.limits.RateLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sweep. Several instances may sweep the same table: deleting what is gone deletes nothing. */
@Component
class Housekeeping implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Mono<Void> sweep;
    private Disposable running;

    Housekeeping(
            SignInTokens tokens,
            PasskeyChallenges challenges,
            EmailChanges changes,
            RateLimits limits,
            AuditLog audit,
            AccountSessions sessions,
            Guests guests,
            KnownBrowsers browsers) {
        sweep = Flux.concatDelayError(
                        tokens.sweep(),
                        challenges.sweep(),
                        changes.sweep(),
                        limits.sweep(),
                        audit.sweep(),
                        sessions.sweep(),
                        guests.sweep(),
                        browsers.sweep())
                .then()
                .onErrorResume(failure -> {
                    log.warn("Sweeping failed: {}", failure.toString());
                    return Mono.empty();
                });
    }

    @Override
    public synchronized void start() {
        running = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> sweep, 1)
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
}
