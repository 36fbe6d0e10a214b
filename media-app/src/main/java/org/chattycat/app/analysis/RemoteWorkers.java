package org.chattycat.app.analysis;

import java.util.UUID;
import org.chattycat.analysis.live.LiveNotification;
import org.chattycat.app.config.LifecyclePhases;
import org.chattycat.app.database.DatabaseNotifications;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;

/** Hears what workers elsewhere measure: their notifications carry the values themselves. */
@Component
final class RemoteWorkers implements SmartLifecycle {
    private final DatabaseNotifications notifications;
    private final LiveValues liveValues;
    private final ObjectProvider<EmbeddedWorker> embedded;
    private volatile Disposable listening;

    RemoteWorkers(DatabaseNotifications notifications, LiveValues liveValues, ObjectProvider<EmbeddedWorker> embedded) {
        this.notifications = notifications;
        this.liveValues = liveValues;
        this.embedded = embedded;
    }

    @Override
    public void start() {
        // What was measured while nobody listened is old: there is nothing to catch up with.
        listening = notifications.listen("chattycat_live", () -> {}).subscribe(this::heard);
    }

    private void heard(String payload) {
        LiveNotification.parse(payload)
                .filter(notification -> !notification.workerId().equals(embeddedWorkerId()))
                .ifPresent(notification -> {
                    if (!notification.measurements().isEmpty()) {
                        liveValues.measured(notification.measurements());
                    }
                    notification.advice().forEach(liveValues::advised);
                });
    }

    private UUID embeddedWorkerId() {
        EmbeddedWorker worker = embedded.getIfAvailable();
        return worker == null ? null : worker.id();
    }

    @Override
    public void stop() {
        listening.dispose();
        listening = null;
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }

    @Override
    public int getPhase() {
        return LifecyclePhases.DATABASE_LISTENERS;
    }
}
