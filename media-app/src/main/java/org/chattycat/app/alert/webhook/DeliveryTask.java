package org.chattycat.app.alert.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.chattycat.app.platform.database.DatabaseState;
import org.chattycat.app.platform.database.DatabaseTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Posts messages that are due. An instance that ends in between posts its messages again elsewhere, after the time of a claim,
 * so receivers may get a message twice, with the same id.
 */
@Component
class DeliveryTask extends DatabaseTask {
    private static final Logger log = LoggerFactory.getLogger(DeliveryTask.class);

    private final Deliveries deliveries;
    private final Poster poster;
    private final WebhookProperties properties;
    private final DatabaseState database;
    private final Clock clock;
    private final MeterRegistry meters;
    private final RetrySchedule schedule;
    private final AtomicInteger posting = new AtomicInteger();

    DeliveryTask(
            Deliveries deliveries,
            Poster poster,
            WebhookProperties properties,
            DatabaseState database,
            Clock clock,
            MeterRegistry meters) {
        this.deliveries = deliveries;
        this.poster = poster;
        this.properties = properties;
        this.database = database;
        this.clock = clock;
        this.meters = meters;
        this.schedule = new RetrySchedule(
                properties.attempts(), properties.firstPause(), properties.longestPause(), new SecureRandom());
    }

    @Override
    protected Flux<?> work() {
        return Flux.interval(properties.interval())
                .onBackpressureDrop()
                .concatMap(tick -> claim(), 1)
                .flatMap(this::deliver, properties.concurrency());
    }

    private Flux<Deliveries.Claimed> claim() {
        int free = properties.concurrency() - posting.get();
        if (free <= 0 || database.isAway()) {
            return Flux.empty();
        }
        return deliveries
                .claim(free)
                .doOnNext(claimed -> posting.incrementAndGet())
                .onErrorResume(e -> {
                    warn("Messages of webhooks could not be read", e);
                    return Flux.empty();
                });
    }

    private Mono<Void> deliver(Deliveries.Claimed claimed) {
        return Mono.fromCallable(() -> post(claimed))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(outcome -> {
                    Optional<Duration> pause = schedule.pauseAfter(claimed.attempts() + 1);
                    count(outcome.delivered() ? "delivered" : pause.isPresent() ? "retried" : "failed");
                    return deliveries.finish(claimed, outcome, pause);
                })
                .onErrorResume(e -> {
                    warn("What became of a message of a webhook was not stored", e);
                    return Mono.empty();
                })
                .doFinally(signal -> posting.decrementAndGet());
    }

    private Poster.Outcome post(Deliveries.Claimed claimed) {
        long now = clock.instant().getEpochSecond();
        return poster.post(
                URI.create(claimed.url()),
                claimed.body(),
                Map.of(
                        "X-ChattyCat-Delivery",
                        claimed.id().toString(),
                        "X-ChattyCat-Event",
                        claimed.event(),
                        "X-ChattyCat-Timestamp",
                        Long.toString(now),
                        "X-ChattyCat-Signature",
                        Signature.of(claimed.secret(), now, claimed.body())));
    }

    private void count(String outcome) {
        Counter.builder("chattycat.webhook.attempts")
                .description("Messages to webhooks, by what became of each attempt")
                .tag("outcome", outcome)
                .register(meters)
                .increment();
    }

    private void warn(String what, Throwable e) {
        if (!database.isAway()) {
            log.warn("{}: {}", what, e.toString());
        }
    }
}
