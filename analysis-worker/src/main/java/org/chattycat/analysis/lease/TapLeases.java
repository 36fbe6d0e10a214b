package org.chattycat.analysis.lease;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.chattycat.analysis.database.Database;
import org.chattycat.analysis.database.NotificationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Manages this worker's leases: renews, claims and releases them, on one thread, at each heartbeat and after notifications.
 *
 * <p>While the database is away, the taps go on. After it comes back, no worker takes over expired leases for one lease
 * period, so that their holders can renew them first.
 */
public final class TapLeases implements TapReports, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TapLeases.class);

    private final Database database;
    private final LeaseProperties settings;
    private final Clock clock;
    private final TapHandler handler;
    private final TapTable table;
    private final Map<UUID, TapLease> held = new HashMap<>();
    private final Queue<Runnable> reports = new ConcurrentLinkedQueue<>();
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "tap-leases");
    private volatile boolean stopping;
    private volatile boolean reachable;
    private volatile int heldCount;
    private Instant reachableSince;
    private boolean complained;

    public TapLeases(
            Database database, UUID workerId, String host, LeaseProperties settings, Clock clock, TapHandler handler) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.handler = handler;
        this.table = new TapTable(database, workerId, host, settings.period());
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Whether the last heartbeat reached the database. */
    public boolean reachable() {
        return reachable;
    }

    public int held() {
        return heldCount;
    }

    @Override
    public void failed(UUID publicationId, String problem) {
        report(() -> {
            TapLease lease = held.remove(publicationId);
            if (lease != null) {
                log.atInfo()
                        .addKeyValue("meetingId", lease.meetingId())
                        .addKeyValue("participantId", lease.participantId())
                        .log("tap {} failed: {}", publicationId, problem);
                table.fail(publicationId, problem, settings.retry());
            }
        });
    }

    @Override
    public void full(String kurentoUri) {
        report(() -> table.noteFull(kurentoUri));
    }

    @Override
    public void troubled(UUID publicationId, String problem) {
        report(() -> table.note(publicationId, problem));
    }

    @Override
    public void working(UUID publicationId) {
        report(() -> table.note(publicationId, ""));
    }

    private void report(Runnable report) {
        reports.add(report);
        wakeUps.release();
    }

    private void run() {
        try (NotificationListener listener = new NotificationListener(database, "chattycat_tap", wakeUps::release)) {
            while (!stopping) {
                beat();
                if (wakeUps.tryAcquire(settings.heartbeat().toMillis(), TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        try {
            table.announce(held.size());
            dropLost();
            for (Runnable report = reports.poll(); report != null; report = reports.poll()) {
                report.run();
            }
            if (!reachable) {
                log.info("leasing taps");
                table.forgetTheDead();
                reachable = true;
                reachableSince = clock.instant();
            }
            handBackExcess();
            claim();
        } catch (RuntimeException e) {
            if (reachable || !complained) {
                log.warn("no heartbeat to the database, taps go on: {}", e.toString());
            }
            complained = true;
            reachable = false;
        } finally {
            heldCount = held.size();
        }
    }

    private void dropLost() {
        Set<UUID> renewed = table.renew(held.keySet());
        for (UUID id : List.copyOf(held.keySet())) {
            if (!renewed.contains(id)) {
                held.remove(id);
                handler.end(id);
            }
        }
    }

    private void handBackExcess() {
        if (!held.isEmpty() && table.excess(held.size()) > 0) {
            UUID given = held.keySet().iterator().next();
            held.remove(given);
            handler.end(given);
            table.handBack(List.of(given));
        }
    }

    private void claim() {
        Duration reached = Duration.between(reachableSince, clock.instant());
        boolean expired = reached.compareTo(settings.period()) >= 0;
        for (TapLease lease : table.claim(held.size(), settings.capacity(), expired)) {
            held.put(lease.publicationId(), lease);
            handler.begin(lease);
        }
    }

    /** Stops processing all taps, then releases them, so that others can take over at once. */
    @Override
    public void close() {
        stopping = true;
        wakeUps.release();
        try {
            thread.join(database.settings().statementTimeout().toMillis() * 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        held.keySet().forEach(handler::end);
        try {
            table.handBack(held.keySet());
            table.leave();
        } catch (RuntimeException e) {
            log.warn("could not hand taps back, they are free after {}: {}", settings.period(), e.toString());
        }
        held.clear();
        heldCount = 0;
    }
}
