package org.chattycat.app.call;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LiveListener;
import org.chattycat.analysis.live.LiveMeasurement;
import org.chattycat.app.kurento.KurentoProperties;
import org.chattycat.app.kurento.MediaServers;
import org.chattycat.app.latency.LiveValues;
import org.chattycat.app.meeting.InstanceLease;
import org.chattycat.app.meeting.MeetingProperties;
import org.chattycat.app.meeting.ParticipantRepository;
import org.chattycat.app.meeting.PublicationRepository;
import org.chattycat.app.meeting.RoomRepository;
import org.chattycat.app.platform.config.LifecyclePhases;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.database.DatabaseNotifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;

/** The rooms that this instance serves: those with a page connected here. */
@Component
final class Rooms implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Rooms.class);
    private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

    private final RoomRepository rooms;
    private final ParticipantRepository participants;
    private final PublicationRepository publications;
    private final Blocking database;
    private final DatabaseNotifications notifications;
    private final MediaServers mediaServers;
    private final LiveValues liveValues;
    private final IceServers iceServers;
    private final InstanceLease lease;
    private final MeetingProperties meetingProperties;
    private final CallProperties callProperties;
    private final KurentoProperties kurentoProperties;

    private final ConcurrentHashMap<UUID, Room> served = new ConcurrentHashMap<>();
    private final AtomicBoolean orphansPending = new AtomicBoolean();
    private ThreadPoolExecutor threads;
    private ScheduledExecutorService timer;
    private Disposable listening;
    private volatile RoomServices services;

    Rooms(
            RoomRepository rooms,
            ParticipantRepository participants,
            PublicationRepository publications,
            Blocking database,
            DatabaseNotifications notifications,
            MediaServers mediaServers,
            LiveValues liveValues,
            IceServers iceServers,
            InstanceLease lease,
            MeetingProperties meetingProperties,
            CallProperties callProperties,
            KurentoProperties kurentoProperties) {
        this.rooms = rooms;
        this.participants = participants;
        this.publications = publications;
        this.database = database;
        this.notifications = notifications;
        this.mediaServers = mediaServers;
        this.liveValues = liveValues;
        this.iceServers = iceServers;
        this.lease = lease;
        this.meetingProperties = meetingProperties;
        this.callProperties = callProperties;
        this.kurentoProperties = kurentoProperties;
    }

    @Override
    public void start() {
        threads = pool("room", callProperties.threads());
        timer = Executors.newSingleThreadScheduledExecutor(daemon("rooms"));
        services = new RoomServices(
                rooms,
                participants,
                publications,
                database,
                mediaServers,
                iceServers,
                meetingProperties,
                callProperties,
                kurentoProperties,
                lease.id(),
                database.one(lease.deployment()),
                threads,
                timer,
                System::nanoTime);
        mediaServers.onAliveChanged(() -> served.values().forEach(Room::tellIfMediaServerChanged));
        mediaServers.onDoubt(this::releaseOrphansSoon);
        mediaServers.onForgotten(uri -> inEach(room -> room.mediaForgotten(uri)));
        liveValues.listen(new Badges());
        listening = notifications
                .listen("chattycat_room", () -> served.values().forEach(this::refresh))
                .subscribe(this::changed);
        lease.onEnded(this::releaseOrphansSoon);
        long tick = callProperties.tick().toMillis();
        timer.scheduleWithFixedDelay(() -> inEach(Room::tick), tick, tick, TimeUnit.MILLISECONDS);
    }

    static ThreadPoolExecutor pool(String name, int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, IDLE_THREAD.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), daemon(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static java.util.concurrent.ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs a task in a room, which begins to be served here if it is not yet. */
    void inRoom(UUID meetingId, Consumer<Room> task) {
        served.compute(meetingId, (id, present) -> {
            Room room = present == null ? new Room(id, services, this::retireIfIdle) : present;
            room.execute(() -> task.accept(room));
            return room;
        });
    }

    private void retireIfIdle(Room room) {
        served.computeIfPresent(room.meetingId(), (id, present) -> present == room && room.isIdle() ? null : present);
    }

    /** Media that nobody uses are looked for once, for however many reasons come meanwhile. */
    private void releaseOrphansSoon() {
        if (orphansPending.compareAndSet(false, true)) {
            try {
                timer.schedule(
                        () -> threads.execute(this::releaseOrphans),
                        meetingProperties.lease().toMillis() / 2,
                        TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // This instance is stopping; another one looks.
            }
        }
    }

    private void releaseOrphans() {
        orphansPending.set(false);
        try {
            if (mediaServers.releaseOrphans(services.deploymentId(), services.instanceId(), this::usage)) {
                releaseOrphansSoon();
            }
        } catch (RuntimeException e) {
            log.warn("Orphans on media servers were not looked for: {}", e.getMessage());
        }
    }

    private MediaServers.Usage usage() {
        // First who uses what, then who is alive: an instance that begins meanwhile is not taken for dead.
        Set<String> pipelines = database.one(rooms.pipelinesInUse());
        return new MediaServers.Usage(pipelines, database.one(lease.alive()));
    }

    private void changed(String meetingId) {
        Room room = served.get(UUID.fromString(meetingId));
        if (room != null) {
            refresh(room);
        }
    }

    private void refresh(Room room) {
        try {
            room.refreshSoon();
        } catch (RejectedExecutionException e) {
            log.warn("Room {} is overloaded", room.meetingId());
        }
    }

    private void inEach(Consumer<Room> task) {
        for (Room room : List.copyOf(served.values())) {
            try {
                room.execute(() -> quietly(room, task));
            } catch (RejectedExecutionException e) {
                log.warn("Room {} is overloaded", room.meetingId());
            }
        }
    }

    /** What fails here, while the database is away, is done again at the next tick. */
    private void quietly(Room room, Consumer<Room> task) {
        try {
            task.accept(room);
        } catch (RuntimeException e) {
            if (database.isAway()) {
                return;
            }
            log.warn("Room {} could not be brought up to date: {}", room.meetingId(), e.getMessage());
        }
    }

    /** Shows what is measured, on every page of the room. */
    private final class Badges implements LiveListener {
        @Override
        public void measured(List<LiveMeasurement> measurements) {
            measurements.stream()
                    .collect(java.util.stream.Collectors.groupingBy(LiveMeasurement::meetingId))
                    .forEach((meetingId, ofMeeting) -> {
                        Room room = served.get(meetingId);
                        if (room != null) {
                            room.broadcast(new ServerMessage.Latency(
                                    ofMeeting.stream().map(Rooms::measurement).toList()));
                        }
                    });
        }

        @Override
        public void advised(Advice advice) {
            Room room = served.get(advice.meetingId());
            if (room != null) {
                room.broadcast(new ServerMessage.Advised(
                        advice.participantId(),
                        advice.publicationId(),
                        advice.code(),
                        advice.text(),
                        advice.action(),
                        advice.active()));
            }
        }
    }

    private static ServerMessage.Measurement measurement(LiveMeasurement live) {
        return new ServerMessage.Measurement(
                live.participantId(),
                live.publicationId(),
                live.sampleId(),
                live.arrivedAt(),
                live.latencyMs(),
                live.lowerMs(),
                live.upperMs(),
                live.estimateMs(),
                live.estimateLowerMs(),
                live.estimateUpperMs(),
                live.source(),
                live.zone(),
                live.validity());
    }

    /** Hands the pages to other instances: they may resume there, or here after a restart. */
    @Override
    public void stop() {
        listening.dispose();
        inEach(Room::drain);
        timer.shutdownNow();
        threads.shutdown();
        try {
            threads.awaitTermination(meetingProperties.lease().toMillis(), TimeUnit.MILLISECONDS);
            database.one(participants.handOver(lease.id()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("Participants are left to the lease's expiry: {}", e.getMessage());
        }
        services = null;
    }

    @Override
    public boolean isRunning() {
        return services != null;
    }

    @Override
    public int getPhase() {
        return LifecyclePhases.CALLS;
    }
}
