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
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.LiveNotification;
import org.chattycat.analysis.live.MeasuredFrame;
import org.chattycat.analysis.live.SeenCodes;

/**
 * Sends live values to all applications by NOTIFY. NOTIFY takes a lock at commit, so there is one notification at a
 * time and a pause after each. Of each clock only the newest sample waits, of each publication the newest places of codes, of each code the
 * newest advice, and few frames, so nothing piles up while the database does not answer.
 */
public final class LiveNotifier implements AutoCloseable {
    /** Advice takes up to 570 bytes of a payload, and seen codes up to 500, so these and the frames leave room for 3 samples. */
    private static final int MAX_ADVICE = 5;

    private static final int MAX_SEEN = 3;
    /** A frame takes up to 120 bytes, so three take the room of a sample. */
    private static final int FRAMES_PER_SAMPLE = 3;

    private static final int MAX_FRAMES = 3 * FRAMES_PER_SAMPLE;
    /** A sample takes up to 360 bytes. Each piece of advice, and each publication's seen codes, take the room of two. */
    private static final int MAX_SAMPLES = 22;

    private static final int MAX_WAITING = 1_000;

    private record SampleKey(UUID publicationId, ClockSource source, String clockId, int clockNumber) {}

    private record FrameKey(UUID publicationId, int rtpTimestamp, String clockId) {}

    private record AdviceKey(UUID publicationId, String code) {}

    private final Database database;
    private final UUID workerId;
    private final long intervalMillis;
    private final Map<SampleKey, LatencySample> samples = new LinkedHashMap<>();
    private final Map<AdviceKey, Advice> advice = new LinkedHashMap<>();
    private final Map<UUID, SeenCodes> seen = new LinkedHashMap<>();
    private final Map<FrameKey, MeasuredFrame> frames = new LinkedHashMap<>();
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread = new Thread(this::run, "live-notifier");
    private boolean stopping;

    public LiveNotifier(Database database, UUID workerId, StoreProperties settings) {
        this.database = database;
        this.workerId = workerId;
        this.intervalMillis = settings.notifyInterval().toMillis();
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public synchronized void add(LatencySample sample) {
        put(
                samples,
                new SampleKey(sample.publicationId(), sample.source(), sample.clockId(), sample.clockNumber()),
                sample);
    }

    public synchronized void add(Advice item) {
        put(advice, new AdviceKey(item.publicationId(), item.code()), item);
    }

    public synchronized void add(SeenCodes codes) {
        put(seen, codes.publicationId(), codes);
    }

    public synchronized void add(MeasuredFrame frame) {
        put(frames, new FrameKey(frame.publicationId(), frame.rtpTimestamp(), frame.clockId()), frame);
    }

    /** Values that were not sent: a newer one replaced them, or the database did not answer. */
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized LiveNotification await() throws InterruptedException {
        while (samples.isEmpty() && advice.isEmpty() && seen.isEmpty() && frames.isEmpty()) {
            if (stopping) {
                return null;
            }
            wait();
        }
        List<Advice> items = take(advice, MAX_ADVICE);
        List<SeenCodes> codes = take(seen, MAX_SEEN);
        List<MeasuredFrame> measured = take(frames, MAX_FRAMES);
        int room = MAX_SAMPLES
                - 2 * (items.size() + codes.size())
                - (measured.size() + FRAMES_PER_SAMPLE - 1) / FRAMES_PER_SAMPLE;
        return new LiveNotification(workerId, take(samples, room), items, codes, measured);
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
        } catch (RuntimeException e) {
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
