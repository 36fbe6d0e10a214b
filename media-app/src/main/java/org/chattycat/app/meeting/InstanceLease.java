package org.chattycat.app.meeting;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.chattycat.app.platform.config.LifecyclePhases;
import org.chattycat.app.platform.connection.OpenWebSockets;
import org.chattycat.app.platform.database.Blocking;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The lease that tells other instances that this one is alive. With each renewal, participants that did not resume in time end,
 * and the participants of dead instances are released. Leases are statements by the clock of the database, so they use
 * DatabaseClient.
 */
@Component
public class InstanceLease implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(InstanceLease.class);

    private final UUID id = UUID.randomUUID();
    private final DatabaseClient database;
    private final ParticipantRepository participants;
    private final Blocking blocking;
    private final MeetingProperties properties;
    private final ObjectProvider<OpenWebSockets> sockets;
    private final String version;
    private final List<Runnable> onEnded = new CopyOnWriteArrayList<>();
    private ScheduledExecutorService renewals;
    // Since when every renewal has succeeded. Used by the thread of the renewals only.
    private long steadySinceNanos;
    private boolean steady;

    InstanceLease(
            DatabaseClient database,
            ParticipantRepository participants,
            Blocking blocking,
            MeetingProperties properties,
            ObjectProvider<OpenWebSockets> sockets,
            @Value("${spring.application.version:development}") String version) {
        this.database = database;
        this.participants = participants;
        this.blocking = blocking;
        this.properties = properties;
        this.sockets = sockets;
        this.version = version;
    }

    /** The id of this instance. */
    public UUID id() {
        return id;
    }

    /** Adds a listener that is called after participants or instances have ended, which may leave media objects behind. */
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
        renewals = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "instance-lease");
            thread.setDaemon(true);
            return thread;
        });
        long interval = properties.leaseRenewal().toMillis();
        renewals.scheduleWithFixedDelay(this::renewAndSweep, interval, interval, TimeUnit.MILLISECONDS);
    }

    private void renewAndSweep() {
        try {
            blocking.one(renew());
            long now = System.nanoTime();
            if (!steady) {
                steady = true;
                steadySinceNanos = now;
            }
            boolean ended = blocking.one(participants.endExpired()) > 0;
            // After an outage of the database all leases have expired, so the others get time to renew theirs.
            if (now - steadySinceNanos >= properties.lease().toNanos()) {
                ended |= blocking.one(releaseDeadInstances()) > 0;
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
        return database.sql("""
                        insert into app_instance (id, lease_until, version, sockets)
                        values (:id, now() + :lease * interval '1 millisecond', :version, :sockets)
                        on conflict (id) do update
                        set renewed_at = now(), lease_until = excluded.lease_until, sockets = excluded.sockets
                        """)
                .bind("id", id)
                .bind("lease", properties.lease().toMillis())
                .bind("version", version)
                .bind(
                        "sockets",
                        sockets.stream()
                                .mapToInt(OpenWebSockets::openWebSockets)
                                .sum())
                .then();
    }

    /** Others may resume the participants of dead instances for as long as if their pages had disconnected at that time. */
    private Mono<Long> releaseDeadInstances() {
        return database.sql("""
                        with dead as (
                            delete from app_instance where lease_until < now() returning id, renewed_at
                        ), orphaned as (
                            update participant p set instance_id = null, resume_until =
                                coalesce(p.resume_until, dead.renewed_at + :window * interval '1 millisecond')
                            from dead where p.instance_id = dead.id and p.left_at is null
                            returning p.id
                        ), unplugged as (
                            update publication set endpoint_id = null
                            where ended_at is null and participant_id in (select id from orphaned)
                        ), untapped as (
                            delete from tap where participant_id in (select id from orphaned)
                        )
                        select count(*) from dead
                        """)
                .bind("window", properties.resumeWindow().toMillis())
                .map(row -> row.get(0, Long.class))
                .one();
    }

    /** The id of this database, with which media objects are tagged. */
    public Mono<UUID> deployment() {
        return database.sql("select id from deployment")
                .map(row -> row.get("id", UUID.class))
                .one();
    }

    @Override
    public void stop() {
        renewals.shutdownNow();
        try {
            renewals.awaitTermination(properties.lease().toMillis(), TimeUnit.MILLISECONDS);
            database.sql("delete from app_instance where id = :id")
                    .bind("id", id)
                    .then()
                    .block(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.debug("The lease could not be deleted and will expire", e);
        }
        renewals = null;
    }

    /** Calls need the lease until they have ended. */
    @Override
    public int getPhase() {
        return LifecyclePhases.DATABASE_LISTENERS;
    }

    @Override
    public boolean isRunning() {
        return renewals != null;
    }
}
