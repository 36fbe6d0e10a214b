package org.chattycat.app.meeting;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.database.DatabaseNotifications;
import org.chattycat.app.platform.database.DatabaseTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tells subscriptions when their account may not see the meeting any more: one watch for each account and meeting, and one
 * statement for all of them, when the database says that something changed and from time to time. Without a database
 * nobody can be removed, so nothing ends while it is away.
 */
@Component
public class AccessWatch extends DatabaseTask {
    private static final Logger log = LoggerFactory.getLogger(AccessWatch.class);
    private static final String CHANNEL = "chattycat_access";
    /** Of one statement. */
    private static final int CHUNK = 1000;

    private final MeetingRepository meetings;
    private final DatabaseNotifications notifications;
    private final Duration every;
    private final Map<MeetingAccess, Watch> watches = new ConcurrentHashMap<>();

    private static final class Watch {
        final Sinks.One<Boolean> revoked = Sinks.one();
        int subscriptions;
    }

    AccessWatch(
            MeetingRepository meetings,
            DatabaseNotifications notifications,
            @Value("${chattycat.graphql.access-check}") Duration every) {
        this.meetings = meetings;
        this.notifications = notifications;
        this.every = every;
    }

    /** True once the access is gone, never before; watched for as long as somebody subscribes. */
    public Mono<Boolean> revoked(MeetingAccess access) {
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
                .onErrorResume(failure -> {
                    if (!DatabaseFailure.isOutage(failure)) {
                        log.warn("Looking for revoked access failed: {}", failure.toString());
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
