package org.chattycat.app.platform.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.chattycat.app.platform.database.DatabaseNotifications;
import org.chattycat.app.platform.database.DatabaseState;
import org.chattycat.app.platform.database.DatabaseTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Sends the emails of the {@link Outbox}: at once, because the database tells about each, and again after a pause when the mail
 * server did not accept one. No other instance has an email meanwhile, because its lease is renewed. Only when an instance dies
 * after the mail server has accepted an email, and before that was stored, does another one send it a second time.
 */
@Component
class OutboxSender extends DatabaseTask {
    private static final Logger log = LoggerFactory.getLogger(OutboxSender.class);
    private static final String CHANNEL = "chattycat_email";
    /** Longer than a mail server usually takes for an email, and shorter than the ten seconds that containers get to stop. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    /** How often an outcome is stored again, at most two seconds apart: for about ten minutes. */
    private static final int MAX_STORES = 300;

    private final Outbox outbox;
    private final MailTransport transport;
    private final MailProperties properties;
    private final DatabaseNotifications notifications;
    private final DatabaseState database;
    private final OutboxMeters meters;
    /** How many emails are sent at the same time at present. */
    private final AtomicInteger sending = new AtomicInteger();

    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    /** So that an outage of the mail server is logged once. */
    private final AtomicBoolean failing = new AtomicBoolean();

    OutboxSender(
            Outbox outbox,
            MailTransport transport,
            MailProperties properties,
            DatabaseNotifications notifications,
            DatabaseState database,
            MeterRegistry registry) {
        this.outbox = outbox;
        this.transport = transport;
        this.properties = properties;
        this.notifications = notifications;
        this.database = database;
        this.meters = new OutboxMeters(registry);
    }

    @Override
    protected Flux<?> work() {
        Flux<Object> sent = Flux.merge(
                        Flux.interval(Duration.ZERO, properties.interval()), notifications.listen(CHANNEL, () -> {}))
                .onBackpressureLatest()
                .concatMap(
                        wake -> claim(properties.concurrency() - sending.get())
                                .doOnNext(claimed -> sending.incrementAndGet()),
                        1)
                .flatMap(this::deliverAndContinue, properties.concurrency());
        return Flux.merge(
                sent, Flux.interval(properties.interval()).onBackpressureDrop().concatMap(tick -> tidy(), 1));
    }

    private Flux<Outbox.Claimed> claim(int most) {
        if (most <= 0 || database.isAway()) {
            return Flux.empty();
        }
        return outbox.claim(most).onErrorResume(e -> {
            warn("Emails could not be read", e);
            return Flux.empty();
        });
    }

    /** Sends an email and then others that are due, so that a backlog does not wait for the clock. */
    private Flux<Outbox.Claimed> deliverAndContinue(Outbox.Claimed first) {
        return Mono.just(first)
                .expand(claimed -> deliver(claimed).thenMany(claim(1)))
                .doFinally(signal -> sending.decrementAndGet());
    }

    /** Ending the work does not break a delivery off, because the mail server may just have accepted the email. */
    private Mono<Void> deliver(Outbox.Claimed claimed) {
        return Mono.defer(() -> {
            CompletableFuture<Void> delivery = attemptAndStore(claimed).toFuture();
            underWay.add(delivery);
            delivery.whenComplete((done, e) -> underWay.remove(delivery));
            return Mono.fromFuture(delivery, true);
        });
    }

    private Mono<Void> attemptAndStore(Outbox.Claimed claimed) {
        Mono<Void> renewals = Flux.interval(properties.lease().dividedBy(3))
                .onBackpressureDrop()
                .concatMap(tick -> outbox.renew(claimed).onErrorComplete(), 1)
                .then();
        return Mono.fromCallable(() -> attempt(claimed.email()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(outcome -> store(claimed, outcome)
                        .retryWhen(Retry.backoff(MAX_STORES, Duration.ofMillis(200))
                                .maxBackoff(Duration.ofSeconds(2))
                                .doBeforeRetry(this::warnNotStored)))
                .onErrorResume(e -> {
                    warn("What became of an email was not stored", e);
                    return Mono.empty();
                })
                .takeUntilOther(renewals);
    }

    @Override
    protected void finish() {
        try {
            CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new))
                    .get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("Stopping while the mail server has {} emails, which may be sent again", underWay.size());
        }
    }

    /** @return empty when the mail server has accepted it */
    private Optional<SmtpFailure> attempt(Email email) {
        try {
            transport.deliver(email);
            return Optional.empty();
        } catch (Exception e) {
            // The library throws many kinds, and none may end the sender.
            return Optional.of(SmtpFailure.of(e));
        }
    }

    /** Logs and counts the outcome of an attempt, and returns what stores it. */
    private Mono<Void> store(Outbox.Claimed claimed, Optional<SmtpFailure> attempt) {
        if (attempt.isEmpty()) {
            meters.count(OutboxMeters.SENT, 1);
            if (failing.compareAndSet(true, false)) {
                log.info("The mail server accepts emails again");
            }
            return outbox.sent(claimed);
        }
        SmtpFailure failure = attempt.get();
        if (failure.permanent()) {
            meters.count(OutboxMeters.REFUSED, 1);
            log.warn("Email {} was refused: {}", claimed.id(), failure.reason());
            return outbox.refused(claimed, failure);
        }
        meters.count(OutboxMeters.RETRIED, 1);
        if (failing.compareAndSet(false, true)) {
            log.warn("An email was not sent and is tried again: {}", failure.reason());
        }
        return outbox.retryLater(claimed, failure, pauseAfter(claimed.attempts() + 1));
    }

    /** Once for each email. */
    private void warnNotStored(Retry.RetrySignal signal) {
        if (signal.totalRetries() == 0) {
            warn("What became of an email is stored later", signal.failure());
        }
    }

    /** Exponential back-off with equal jitter, so that emails which failed together are not tried together. */
    private Duration pauseAfter(int attempt) {
        double pause = Math.min(
                properties.longestPause().toMillis(), properties.firstPause().toMillis() * Math.pow(2, attempt - 1.0));
        return Duration.ofMillis(
                Math.round(pause * (0.5 + ThreadLocalRandom.current().nextDouble() / 2)));
    }

    private Mono<Void> tidy() {
        if (database.isAway()) {
            return Mono.empty();
        }
        return outbox.giveUp()
                .doOnNext(given -> {
                    if (given > 0) {
                        meters.count(OutboxMeters.GIVEN_UP, given);
                        log.error("Gave up emails that the mail server did not accept in time: {}", given);
                    }
                })
                .then(outbox.waiting().doOnNext(meters::setWaiting))
                .then()
                .onErrorResume(e -> {
                    warn("Emails could not be counted", e);
                    return Mono.empty();
                });
    }

    private void warn(String what, Throwable e) {
        if (!database.isAway()) {
            log.warn("{}: {}", what, e.toString());
        }
    }
}
