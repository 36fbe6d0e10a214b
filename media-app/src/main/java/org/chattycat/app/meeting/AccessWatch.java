package org.chattycat.app.meeting;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.database.DatabaseNotifications;
import org.chattycat.app.platform.database.DatabaseTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tells subscriptions when their account may no longer see the meeting. One statement checks all watched accesses, when the
 * database reports a change and at an interval. Nobody can be removed while the database is away, so nothing ends then.
 */
@Component
public class AccessWatch extends DatabaseTask {
    private static final Logger log = LoggerFactory.getLogger(AccessWatch.class);
    private static final String CHANNEL = "chattycat_access";
    /** The most accesses that one statement checks. */
    private static final int CHUNK = 1000;

    private final MeetingBatches meetings;
    private final DatabaseNotifications notifications;
    private final Duration every;
    private final Map<MeetingAccess, Watch> watches = new ConcurrentHashMap<>();

    private static final class Watch {
        final Sinks.One<Boolean> revoked = Sinks.one();
        int subscriptions;
    }

    AccessWatch(MeetingBatches meetings, DatabaseNotifications notifications, AccessCheckProperties properties) {
        this.meetings = meetings;
        this.notifications = notifications;
        this.every = properties.accessCheck();
    }

    /** Emits true when the account may no longer see the meeting. */
    public Mono<Boolean> revoked(UUID meetingId, UUID accountId) {
        MeetingAccess access = new MeetingAccess(meetingId, accountId);
        return Mono.defer(() -> watches.compute(access, (key, present) -> {
                            Watch watch = present == null ? new Watch() : present;
                            watch.subscriptions++;
                            return watch;
                        })
                        .revoked
                        .asMono())
                .doFinally(signal ->
                        watches.computeIfPresent(access, (key, watch) -> --watch.subscriptions == 0 ? null : watch));
    }

    private Mono<Void> check(Collection<MeetingAccess> watched) {
        return Flux.fromIterable(watched)
                .buffer(CHUNK)
                .concatMap(chunk -> meetings.stillVisible(chunk)
                        .collect(Collectors.toSet())
                        .doOnNext(visible -> end(chunk, visible)))
                .then()
                .onErrorResume(e -> {
                    if (!DatabaseFailure.isOutage(e)) {
                        log.warn("The check for revoked access failed: {}", e.toString());
                    }
                    return Mono.empty();
                });
    }

    private void end(List<MeetingAccess> checked, Set<MeetingAccess> visible) {
        for (MeetingAccess access : checked) {
            Watch watch = visible.contains(access) ? null : watches.get(access);
            if (watch != null) {
                watch.revoked.tryEmitValue(true);
            }
        }
    }

    @Override
    protected Flux<?> work() {
        // A notification that was missed is made up for by the next check.
        return Flux.merge(
                        notifications.listen(CHANNEL, () -> {}),
                        Flux.interval(every).map(String::valueOf))
                // Any number of reasons that arrive during a check cause one further check.
                .onBackpressureLatest()
                .concatMap(reason -> check(List.copyOf(watches.keySet())), 1);
    }
}
