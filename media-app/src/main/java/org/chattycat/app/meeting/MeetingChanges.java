package org.chattycat.app.meeting;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.database.DatabaseNotifications;
import org.chattycat.app.platform.database.QueryConnections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Follows meetings for subscriptions and for people who wait, on whichever instance people are. The database notifies of each
 * change, and then the state is read anew, once for all subscribers of a meeting here. So a notification that is repeated, or one
 * that is lost while the database is away, does no harm.
 */
@Component
class MeetingChanges {
    private static final Logger log = LoggerFactory.getLogger(MeetingChanges.class);
    /** Any number of notifications within this time cause one statement. */
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** The same for people who wait outside. */
    private static final Duration ROOM_PAUSE = Duration.ofSeconds(1);
    /** Of one reading, besides that after an outage of the database, which ends with {@link #ANY}. */
    private static final Retry RETRIES = Retry.backoff(5, Duration.ofMillis(200));
    /** No meeting has this id: notifications may have been lost. */
    private static final String ANY = new UUID(0, 0).toString();

    private final MeetingBatches meetings;
    private final Flux<String> notified;
    private final Map<UUID, Flux<MeetingState>> followed = new ConcurrentHashMap<>();

    MeetingChanges(MeetingBatches meetings, DatabaseNotifications notifications) {
        this.meetings = meetings;
        this.notified = Flux.<String>create(sink -> {
                    Disposable listening = notifications
                            .listen("chattycat_room", () -> sink.next(ANY))
                            .subscribe(sink::next, sink::error);
                    sink.onDispose(listening);
                })
                .share();
    }

    /** The present state, and then every change. The caller has checked the access. */
    Flux<MeetingChange> of(UUID meetingId) {
        return Flux.defer(() -> {
            AtomicReference<MeetingState> before = new AtomicReference<>();
            return states(meetingId).<MeetingChange>handle((state, sink) -> {
                MeetingState last = before.getAndSet(state);
                if (last == null) {
                    sink.next(state.unchanged());
                    return;
                }
                MeetingChange change = state.since(last);
                if (!change.kinds().isEmpty()) {
                    sink.next(change);
                }
            });
        });
    }

    /**
     * An element now, and whenever somebody knocked at a meeting, got an answer or stopped waiting, and soon after the room
     * changed, as when a host comes; also when any of that may have been missed. Read the present state after each.
     */
    Flux<String> outside(UUID meetingId) {
        String room = meetingId.toString();
        return Flux.merge(
                        notified.filter(payload -> concernsKnocks(payload, meetingId)),
                        // A busy room does not cause statements for everybody who waits all the time.
                        notified.filter(room::equals).sample(ROOM_PAUSE),
                        Mono.just(ANY))
                .onBackpressureLatest();
    }

    private static boolean concernsKnocks(String payload, UUID meetingId) {
        return payload.equals(ANY) || payload.startsWith(meetingId + " ") && payload.endsWith(" KNOCK");
    }

    private Flux<MeetingState> states(UUID meetingId) {
        return followed.computeIfAbsent(meetingId, id -> Flux.defer(() -> follow(id))
                .doFinally(signal -> followed.remove(id))
                .replay(1)
                .refCount());
    }

    private Flux<MeetingState> follow(UUID meetingId) {
        AtomicReference<MeetingState> last = new AtomicReference<>();
        // Listens first, so that no change comes between reading and listening.
        return Flux.merge(notified.filter(payload -> concerns(payload, meetingId)), Mono.just(ANY))
                .onBackpressureLatest()
                .concatMap(
                        payload -> read(meetingId, last.get())
                                .doOnNext(last::set)
                                .concatWith(Mono.delay(PAUSE).then(Mono.empty())),
                        1);
    }

    /** Payloads of more words tell rooms something that no subscriber sees, except the settings of a meeting. */
    private static boolean concerns(String payload, UUID meetingId) {
        if (payload.equals(ANY)) {
            return true;
        }
        String[] words = payload.split(" ");
        return words[0].equals(meetingId.toString())
                && (words.length == 1 || words[words.length - 1].equals("SETTINGS"));
    }

    private Flux<MeetingState> read(UUID meetingId, MeetingState last) {
        if (last == null) {
            return read(meetings.state(meetingId, List.of(), null));
        }
        List<UUID> known = last.people().values().stream()
                .filter(person -> person.leftAt() == null)
                .map(Participant::id)
                .toList();
        return read(meetings.state(meetingId, known, last.newest() == null ? Instant.EPOCH : last.newest()));
    }

    private static Flux<MeetingState> read(Mono<MeetingState> state) {
        return state.retryWhen(RETRIES)
                .contextWrite(QueryConnections::use)
                .flux()
                .onErrorResume(e -> {
                    if (!DatabaseFailure.isOutage(e.getCause())) {
                        log.warn(
                                "The state of a meeting was not read: {}",
                                e.getCause().toString());
                    }
                    return Flux.empty();
                });
    }
}
