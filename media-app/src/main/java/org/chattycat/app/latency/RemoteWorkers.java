package org.chattycat.app.latency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.LiveNotification;
import org.chattycat.app.platform.config.LifecyclePhases;
import org.chattycat.app.platform.database.DatabaseNotifications;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;

/**
 * Receives what workers in other processes measure. Their notifications carry the values. During an outage of the database there
 * are no notifications: rooms are told that measuring is paused, because a missing badge would suggest that the clock is gone.
 */
@Component
final class RemoteWorkers implements SmartLifecycle {
    /** A clock that was read this recently is probably still shown. A dead connection is detected within 20 s. */
    private static final Duration RECENT = Duration.ofSeconds(30);
    /** More publications than one instance serves. */
    private static final int MAX_REMEMBERED = 10_000;

    private final DatabaseNotifications notifications;
    private final LiveValues liveValues;
    private final ObjectProvider<EmbeddedWorker> embedded;
    private final Map<UUID, LatencySample> latest = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Queue<LatencySample> paused = new ConcurrentLinkedQueue<>();
    private volatile Disposable subscription;

    RemoteWorkers(
            DatabaseNotifications notifications,
            LiveValues liveValues,
            ObjectProvider<EmbeddedWorker> embedded,
            Clock clock) {
        this.notifications = notifications;
        this.liveValues = liveValues;
        this.embedded = embedded;
        this.clock = clock;
    }

    @Override
    public void start() {
        // Values that were missed are old, so there is nothing to catch up with.
        subscription = notifications
                .listen("chattycat_live", this::listening, this::lost)
                .subscribe(this::received);
    }

    private void received(String payload) {
        LiveNotification.parse(payload)
                .filter(notification -> !notification.workerId().equals(embeddedWorkerId()))
                .ifPresent(notification -> {
                    if (!notification.measurements().isEmpty()) {
                        liveValues.measured(notification.measurements());
                        notification.measurements().forEach(this::remember);
                    }
                    notification.advice().forEach(liveValues::advised);
                    notification.seen().forEach(liveValues::codesSeen);
                    if (!notification.frames().isEmpty()) {
                        liveValues.framesMeasured(notification.frames());
                    }
                });
    }

    private void remember(LatencySample measurement) {
        if (latest.size() >= MAX_REMEMBERED) {
            latest.clear();
        }
        latest.put(measurement.publicationId(), measurement);
    }

    /** Reports once to each room with a recently read clock that measuring is paused. */
    private void lost() {
        Instant since = clock.instant().minus(RECENT);
        List<LatencySample> interrupted = latest.values().stream()
                .filter(measurement -> measurement.arrivedAt().isAfter(since))
                .toList();
        latest.clear();
        paused.addAll(interrupted);
        interrupted.forEach(
                measurement -> liveValues.advised(
                        Advice.statement(
                                measurement.meetingId(),
                                measurement.participantId(),
                                measurement.publicationId(),
                                "MEASURING_PAUSED",
                                "Measuring is paused because the database does not respond. The history will show what is measured meanwhile.")));
    }

    /** Withdraws the advice of {@link #lost}. */
    private void listening() {
        for (LatencySample one = paused.poll(); one != null; one = paused.poll()) {
            liveValues.advised(
                    Advice.withdrawal(one.meetingId(), one.participantId(), one.publicationId(), "MEASURING_PAUSED"));
        }
    }

    private UUID embeddedWorkerId() {
        EmbeddedWorker worker = embedded.getIfAvailable();
        return worker == null ? null : worker.id();
    }

    @Override
    public void stop() {
        subscription.dispose();
        subscription = null;
    }

    @Override
    public boolean isRunning() {
        return subscription != null;
    }

    @Override
    public int getPhase() {
        return LifecyclePhases.DATABASE_LISTENERS;
    }
}
