package org.chattycat.app.call;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.chattycat.app.kurento.MediaServers;
import org.chattycat.app.platform.config.LifecyclePhases;
import org.chattycat.app.platform.database.DatabaseNotifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;

/** The rooms that this instance serves: those to which a page is connected here. */
@Component
final class Rooms implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Rooms.class);

    private final RoomServices services;
    private final DatabaseNotifications notifications;
    private final ConcurrentHashMap<UUID, Room> served = new ConcurrentHashMap<>();
    private Disposable notificationsOfChanges;
    private volatile RoomThreads threads;
    private volatile boolean open;

    Rooms(RoomServices services, DatabaseNotifications notifications, CallMeters meters) {
        this.services = services;
        this.notifications = notifications;
        meters.watch(served.values());
    }

    @Override
    public void start() {
        threads = RoomThreads.start(services.callProperties().threads());
        UnusedMedia unusedMedia = new UnusedMedia(services, threads);
        MediaServers mediaServers = services.mediaServers();
        mediaServers.onAliveChanged(() -> served.values().forEach(Room::reportMediaServer));
        mediaServers.onUnknownObjects(unusedMedia::releaseSoon);
        mediaServers.onObjectsLost(uri -> inEach(room -> room.mediaServerLost(uri)));
        services.lease().onEnded(unusedMedia::releaseSoon);
        notificationsOfChanges = notifications
                .listen("chattycat_room", () -> {
                    served.values().forEach(Rooms::refresh);
                    inEach(Room::followAlerts);
                    inEach(Room::followKnocks);
                })
                .subscribe(this::notified);
        long tick = services.callProperties().tick().toMillis();
        threads.timer().scheduleWithFixedDelay(() -> inEach(Room::tick), tick, tick, TimeUnit.MILLISECONDS);
        open = true;
    }

    /**
     * @param payload a meeting's id: its room changed. Followed by an alert's id and ALERT, only its alerts did. Followed by a
     *     knock's id and KNOCK, only who waits for the host did. Followed by SETTINGS, only settings did that the room reads when
     *     it needs them. Followed by a participant's id and UNMUTE, the host asks that participant to unmute. Followed by a
     *     participant's id and a reaction, it is shown only.
     */
    private void notified(String payload) {
        String[] words = payload.split(" ");
        served(UUID.fromString(words[0])).ifPresent(room -> {
            if (words.length == 1) {
                refresh(room);
            } else if (words[2].equals("ALERT")) {
                inRoom(room, Room::followAlerts);
            } else if (words[2].equals("KNOCK")) {
                inRoom(room, Room::followKnocks);
            } else if (words[2].equals("UNMUTE")) {
                room.tell(UUID.fromString(words[1]), new ServerMessage.UnmuteRequested());
            } else {
                // An instance of another version may know other reactions.
                Reaction.of(words[2])
                        .ifPresent(reaction ->
                                room.broadcast(new ServerMessage.Reacted(UUID.fromString(words[1]), reaction)));
            }
        });
    }

    /** The room of a meeting, if this instance serves it. */
    Optional<Room> served(UUID meetingId) {
        return Optional.ofNullable(served.get(meetingId));
    }

    /** Runs a task in a room, which this instance serves from then on. */
    void inRoom(UUID meetingId, Consumer<Room> task) {
        served.compute(meetingId, (id, present) -> {
            Room room = present == null ? new Room(id, services, threads, this::removeIfIdle) : present;
            room.execute(() -> task.accept(room));
            return room;
        });
    }

    private void removeIfIdle(Room room) {
        served.computeIfPresent(room.meetingId(), (id, present) -> present == room && room.isIdle() ? null : present);
    }

    private static void refresh(Room room) {
        try {
            room.refreshSoon();
        } catch (RejectedExecutionException e) {
            log.warn("Room {} is overloaded", room.meetingId());
        }
    }

    private void inEach(Consumer<Room> task) {
        List.copyOf(served.values()).forEach(room -> inRoom(room, task));
    }

    private void inRoom(Room room, Consumer<Room> task) {
        try {
            room.execute(() -> runQuietly(room, task));
        } catch (RejectedExecutionException e) {
            log.warn("Room {} is overloaded", room.meetingId());
        }
    }

    /** Logs a failure, except during a known outage of the database. The next tick repeats what failed. */
    private void runQuietly(Room room, Consumer<Room> task) {
        try {
            task.accept(room);
        } catch (RuntimeException e) {
            if (!services.database().isAway()) {
                log.warn("Could not update room {}: {}", room.meetingId(), e.getMessage());
            }
        }
    }

    /** Hands the participants over: their pages may resume on another instance, or here after a restart. */
    @Override
    public void stop() {
        open = false;
        notificationsOfChanges.dispose();
        inEach(Room::drain);
        try {
            threads.stop(services.meetingProperties().lease());
            services.database().one(services.participants().handOver(services.instanceId()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("Could not hand over participants, which happens when the lease expires: {}", e.getMessage());
        }
    }

    /** Whether pages may be here. Those that come while this instance stops have to go to another one. */
    @Override
    public boolean isRunning() {
        return open;
    }

    @Override
    public int getPhase() {
        return LifecyclePhases.CALLS;
    }
}
