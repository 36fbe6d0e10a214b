package org.chattycat.analysis.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.chattycat.analysis.database.Database;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.LiveNotification;

/**
 * Sends live values to every application by NOTIFY. One notification at a time and not too often, because NOTIFY takes
 * a lock at commit; so of each publication only the newest value and the newest advice of each code wait, and while the database is away
 * nothing piles up.
 */
public final class LiveNotifier implements AutoCloseable {
    /** Room for so many items of 570 bytes in a payload: a measurement takes up to 330 bytes, advice up to 570. */
    private static final int MAX_ITEMS = 14;

    private static final int MAX_MEASUREMENTS = 23;

    private static final int MAX_WAITING = 1_000;

    private record AdviceKey(UUID publicationId, String code) {}

    private final Database database;
    private final UUID workerId;
    private final long intervalMillis;
    private final Map<UUID, LatencySample> measurements = new LinkedHashMap<>();
    private final Map<AdviceKey, Advice> advice = new LinkedHashMap<>();
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread = new Thread(this::run, "live-notifier");
    private boolean stopping;

    public LiveNotifier(Database database, UUID workerId, StoreSettings settings) {
        this.database = database;
        this.workerId = workerId;
        this.intervalMillis = settings.notifyInterval().toMillis();
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public synchronized void add(LatencySample measurement) {
        put(measurements, measurement.publicationId(), measurement);
    }

    public synchronized void add(Advice sentence) {
        put(advice, new AdviceKey(sentence.publicationId(), sentence.code()), sentence);
    }

    /** Values that never left, because newer ones came or the database was away. */
    public long lost() {
        return lost.get();
    }

    private <K, T> void put(Map<K, T> waiting, K key, T value) {
        if (waiting.put(key, value) != null || waiting.size() > MAX_WAITING) {
            lost.incrementAndGet();
        }
        if (waiting.size() > MAX_WAITING) {
            waiting.remove(key);
        }
        notifyAll();
    }

    private void run() {
        try {
            for (LiveNotification next = await(); next != null; next = await()) {
                send(next);
                Thread.sleep(intervalMillis);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized LiveNotification await() throws InterruptedException {
        while (measurements.isEmpty() && advice.isEmpty()) {
            if (stopping) {
                return null;
            }
            wait();
        }
        List<Advice> sentences = take(advice, MAX_ITEMS / 2);
        return new LiveNotification(workerId, take(measurements, MAX_MEASUREMENTS - 2 * sentences.size()), sentences);
    }

    private static <T> List<T> take(Map<?, T> waiting, int limit) {
        List<T> taken = new ArrayList<>(waiting.values());
        taken = List.copyOf(taken.subList(0, Math.max(0, Math.min(limit, taken.size()))));
        var keys = waiting.keySet().iterator();
        for (int i = 0; i < taken.size(); i++) {
            keys.next();
            keys.remove();
        }
        return taken;
    }

    private void send(LiveNotification notification) {
        String payload = notification.toJson();
        if (payload.getBytes(StandardCharsets.UTF_8).length > LiveNotification.MAX_BYTES) {
            lost.addAndGet(notification.measurements().size());
            return;
        }
        try {
            database.run(client -> client.sql("select pg_notify('chattycat_live', :payload)")
                    .bind("payload", payload)
                    .then());
        } catch (RuntimeException away) {
            lost.addAndGet(notification.measurements().size());
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
        try {
            thread.join(
                    2 * intervalMillis + database.settings().statementTimeout().toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
