package org.chattycat.app.meeting;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.chattycat.app.platform.config.LifecyclePhases;
import org.chattycat.app.platform.database.Blocking;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * This instance of the application as the others see it: alive while it renews its lease. At each renewal rooms are swept
 * of stays whose time to resume is over, and of instances that died.
 */
@Component
public class InstanceLease implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(InstanceLease.class);

    private final UUID id = UUID.randomUUID();
    private final DatabaseClient database;
    private final Blocking blocking;
    private final MeetingProperties properties;
    private final LongSupplier nanoTime;
    private final List<Runnable> onEnded = new CopyOnWriteArrayList<>();
    private ScheduledExecutorService beat;
    // When the present unbroken run of renewals began; of the beating thread alone.
    private long steadySinceNanos;
    private boolean steady;

    @Autowired
    InstanceLease(DatabaseClient database, Blocking blocking, MeetingProperties properties) {
        this(database, blocking, properties, System::nanoTime);
    }

    InstanceLease(DatabaseClient database, Blocking blocking, MeetingProperties properties, LongSupplier nanoTime) {
        this.database = database;
        this.blocking = blocking;
        this.properties = properties;
        this.nanoTime = nanoTime;
    }

    public UUID id() {
        return id;
    }

    /** Has somebody told after stays or instances came to an end: they may have left media behind. */
    public void onEnded(Runnable listener) {
        onEnded.add(listener);
    }

    /** Ids of all instances that are alive. */
    public Mono<Set<String>> alive() {
        return database.sql("select id from app_instance")
                .map(row -> row.get("id", UUID.class).toString())
                .all()
                .collect(Collectors.toSet());
    }

    @Override
    public void start() {
        blocking.one(renew());
        beat = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "instance-lease");
            thread.setDaemon(true);
            return thread;
        });
        long interval = properties.leaseRenewal().toMillis();
        beat.scheduleWithFixedDelay(this::beat, interval, interval, TimeUnit.MILLISECONDS);
    }

    void beat() {
        try {
            blocking.one(renew());
            long now = nanoTime.getAsLong();
            if (!steady) {
                steady = true;
                steadySinceNanos = now;
            }
            boolean ended = blocking.one(endUnresumed()) > 0;
            // After the database was away everybody's lease looks expired: let the others renew first.
            if (now - steadySinceNanos >= properties.lease().toNanos()) {
                ended |= blocking.one(buryInstances()) > 0;
            }
            if (ended) {
                onEnded.forEach(Runnable::run);
            }
        } catch (RuntimeException e) {
            steady = false;
            if (blocking.isAway()) {
                return;
            }
            log.warn("This instance could not renew its lease: {}", e.getMessage());
        }
    }

    private Mono<Void> renew() {
        return database.sql(
                        "insert into app_instance (id, lease_until) values (:id, now() + :lease * interval '1 millisecond')"
                                + " on conflict (id) do update set renewed_at = now(), lease_until = excluded.lease_until")
                .bind("id", id)
                .bind("lease", properties.lease().toMillis())
                .then();
    }

    /** Ends the stays of pages that were not heard for too long. */
    private Mono<Long> endUnresumed() {
        return database.sql(ParticipantRepository.END_STAYS.formatted("resume_until < now()"))
                .map(row -> row.get(0, Long.class))
                .one();
    }

    /** Stays of dead instances may be resumed elsewhere for as long as if their pages had fallen silent then. */
    private Mono<Long> buryInstances() {
        return database.sql(
                        "with dead as (delete from app_instance where lease_until < now() returning id, renewed_at),"
                                + " orphaned as (update participant p set instance_id = null,"
                                + " resume_until = coalesce(p.resume_until, dead.renewed_at + :window * interval '1 millisecond')"
                                + " from dead where p.instance_id = dead.id and p.left_at is null returning p.id),"
                                + " unplugged as (update publication set endpoint_id = null"
                                + " where ended_at is null and participant_id in (select id from orphaned)),"
                                + " untapped as (delete from tap where participant_id in (select id from orphaned))"
                                + " select count(*) from dead")
                .bind("window", properties.resumeWindow().toMillis())
                .map(row -> row.get(0, Long.class))
                .one();
    }

    /** The name of this database, with which media objects are tagged. */
    public Mono<UUID> deployment() {
        return database.sql("select id from deployment")
                .map(row -> row.get("id", UUID.class))
                .one();
    }

    @Override
    public void stop() {
        beat.shutdownNow();
        try {
            beat.awaitTermination(properties.lease().toMillis(), TimeUnit.MILLISECONDS);
            database.sql("delete from app_instance where id = :id")
                    .bind("id", id)
                    .then()
                    .block(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.debug("The lease is left to expire", e);
        }
        beat = null;
    }

    /** Calls still need it while they end. */
    @Override
    public int getPhase() {
        return LifecyclePhases.DATABASE_LISTENERS;
    }

    @Override
    public boolean isRunning() {
        return beat != null;
    }
}
