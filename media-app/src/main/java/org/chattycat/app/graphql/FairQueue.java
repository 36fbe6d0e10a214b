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
 * Limits how many documents are executed at a time, in all and for each account. Accounts are served in permit, so that an account
 * that sends much delays only itself. Waiting needs no thread.
 */
final class FairQueue {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final GraphQlProperties properties;
    /** The accounts that have documents running or waiting, in the order in which they are served. */
    private final Map<String, AccountQueue> queues = new LinkedHashMap<>();

    private int running;

    FairQueue(GraphQlProperties properties) {
        this.properties = properties;
    }

    private static final class AccountQueue {
        final Deque<Permit> waiting = new ArrayDeque<>();
        int running;
    }

    /** The permission to execute one document, from when it is granted until {@link #release}. */
    final class Permit {
        private final String account;
        private final MonoSink<Permit> sink;
        private boolean granted;
        private boolean released;

        private Permit(String account, MonoSink<Permit> sink) {
            this.account = account;
            this.sink = sink;
        }

        /** Also cancels the wait for it. Later calls do nothing. */
        void release() {
            List<Permit> next;
            synchronized (FairQueue.this) {
                if (released) {
                    return;
                }
                released = true;
                AccountQueue queue = queues.get(account);
                if (granted) {
                    queue.running--;
                    running--;
                } else {
                    queue.waiting.remove(this);
                }
                if (queue.running == 0 && queue.waiting.isEmpty()) {
                    queues.remove(account);
                }
                next = next();
            }
            // The caller may be a thread of the database driver, which must not execute documents of others.
            next.forEach(permit -> Schedulers.boundedElastic().schedule(() -> permit.sink.success(permit)));
        }

        private void expire() {
            synchronized (FairQueue.this) {
                if (granted) {
                    return;
                }
                release();
            }
            sink.error(new RateLimitedException(RETRY_AFTER));
        }
    }

    /** A permit, which must be released. Fails with RateLimitedException when too many documents wait or the wait is too long. */
    Mono<Permit> acquire(String account) {
        return Mono.create(sink -> enter(account, sink));
    }

    private void enter(String account, MonoSink<Permit> sink) {
        Permit permit = new Permit(account, sink);
        boolean full;
        boolean atOnce = false;
        synchronized (this) {
            AccountQueue queue = queues.computeIfAbsent(account, name -> new AccountQueue());
            full = queue.waiting.size() >= properties.maxWaitingPerAccount();
            if (!full) {
                queue.waiting.add(permit);
                atOnce = next().contains(permit);
            }
        }
        if (full) {
            sink.error(new RateLimitedException(RETRY_AFTER));
        } else if (atOnce) {
            sink.onCancel(permit::release);
            sink.success(permit);
        } else {
            sink.onCancel(permit::release);
            Disposable timer = Schedulers.parallel()
                    .schedule(permit::expire, properties.maxWait().toMillis(), TimeUnit.MILLISECONDS);
            sink.onDispose(timer);
        }
    }

    /** Grants all permits that are free. The caller notifies those who wait for them. */
    private List<Permit> next() {
        List<Permit> granted = new ArrayList<>();
        while (running < properties.maxConcurrent()) {
            Permit permit = nextWaiting();
            if (permit == null) {
                break;
            }
            permit.granted = true;
            running++;
            granted.add(permit);
        }
        return granted;
    }

    private Permit nextWaiting() {
        Iterator<Map.Entry<String, AccountQueue>> all = queues.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, AccountQueue> entry = all.next();
            AccountQueue queue = entry.getValue();
            if (queue.running < properties.maxConcurrentPerAccount() && !queue.waiting.isEmpty()) {
                Permit permit = queue.waiting.poll();
                queue.running++;
                all.remove();
                queues.put(entry.getKey(), queue);
                return permit;
            }
        }
        return null;
    }
}
