package org.chattycat.app.graphql;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.platform.limits.RateLimitedException;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Lets so many documents be executed at a time, altogether and for each account. Accounts take turns, so whoever sends much
 * waits for themselves. Waiting holds no thread.
 */
final class Turns {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final GraphQlProperties properties;
    /** Of accounts that have something running or waiting, in the order in which they get the next turn. */
    private final Map<String, Lane> lanes = new LinkedHashMap<>();

    private int running;

    Turns(GraphQlProperties properties) {
        this.properties = properties;
    }

    private static final class Lane {
        final Deque<Turn> waiting = new ArrayDeque<>();
        int running;
    }

    /** From when it is given until {@link #end}. */
    final class Turn {
        private final String account;
        private final MonoSink<Turn> sink;
        private boolean given;
        private boolean ended;

        private Turn(String account, MonoSink<Turn> sink) {
            this.account = account;
            this.sink = sink;
        }

        /** Also ends the wait for it; may be called more than once. */
        void end() {
            List<Turn> next;
            synchronized (Turns.this) {
                if (ended) {
                    return;
                }
                ended = true;
                Lane lane = lanes.get(account);
                if (given) {
                    lane.running--;
                    running--;
                } else {
                    lane.waiting.remove(this);
                }
                if (lane.running == 0 && lane.waiting.isEmpty()) {
                    lanes.remove(account);
                }
                next = next();
            }
            // Whoever ends a turn may be a thread of the database driver, which must not run other people's documents.
            next.forEach(turn -> Schedulers.boundedElastic().schedule(() -> turn.sink.success(turn)));
        }

        private void expire() {
            synchronized (Turns.this) {
                if (given) {
                    return;
                }
                end();
            }
            sink.error(new RateLimitedException(RETRY_AFTER));
        }
    }

    /** A turn of an account, which must be ended; RateLimitedException when too many wait or it takes too long. */
    Mono<Turn> take(String account) {
        return Mono.create(sink -> enter(account, sink));
    }

    private void enter(String account, MonoSink<Turn> sink) {
        Turn turn = new Turn(account, sink);
        boolean full;
        boolean atOnce = false;
        synchronized (this) {
            Lane lane = lanes.computeIfAbsent(account, name -> new Lane());
            full = lane.waiting.size() >= properties.maxWaitingPerAccount();
            if (!full) {
                lane.waiting.add(turn);
                atOnce = next().contains(turn);
            }
        }
        if (full) {
            sink.error(new RateLimitedException(RETRY_AFTER));
        } else if (atOnce) {
            sink.onCancel(turn::end);
            sink.success(turn);
        } else {
            sink.onCancel(turn::end);
            Disposable timer = Schedulers.parallel()
                    .schedule(turn::expire, properties.maxWait().toMillis(), TimeUnit.MILLISECONDS);
            sink.onDispose(timer);
        }
    }

    /** Gives turns while there are any; the caller tells whom they were given to. */
    private List<Turn> next() {
        List<Turn> given = new ArrayList<>();
        while (running < properties.maxConcurrent()) {
            Turn turn = nextOne();
            if (turn == null) {
                break;
            }
            turn.given = true;
            running++;
            given.add(turn);
        }
        return given;
    }

    private Turn nextOne() {
        Iterator<Map.Entry<String, Lane>> all = lanes.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Lane> entry = all.next();
            Lane lane = entry.getValue();
            if (lane.running < properties.maxConcurrentPerAccount() && !lane.waiting.isEmpty()) {
                Turn turn = lane.waiting.poll();
                lane.running++;
                all.remove();
                lanes.put(entry.getKey(), lane);
                return turn;
            }
        }
        return null;
    }
}
