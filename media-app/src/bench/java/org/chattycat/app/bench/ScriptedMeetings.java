package org.chattycat.app.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.probe.CallEvents;
import org.chattycat.app.probe.CallMedia;
import org.chattycat.app.probe.Guest;
import org.chattycat.app.probe.Participant;
import org.chattycat.app.probe.Received;
import org.chattycat.app.probe.Recovery;

/** Meetings with scripted participants. Closing it lets everybody leave, and deletes the meetings. */
final class ScriptedMeetings implements AutoCloseable {
    private static final int JOINS_PER_SECOND = 4;
    /** The cameras of a meeting are spread over the time of a frame. */
    private static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1) / 15;

    private static final long POLL_MILLIS = 50;

    private final Installation installation;
    private final CallMedia media;
    private final CallEvents events;
    private final Recovery recovery;
    private final List<UUID> meetings = new ArrayList<>();
    private final List<Participant> participants = new ArrayList<>();
    private boolean closed;

    ScriptedMeetings(Installation installation, CallMedia media, CallEvents events, Recovery recovery) {
        this.installation = installation;
        this.media = media;
        this.events = events;
        this.recovery = recovery;
    }

    /** Lets people join, meeting by meeting in turns. Whoever cannot is counted as an error. */
    void join(int count, int people) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            meetings.add(installation.meetings().create());
        }
        long began = System.nanoTime();
        for (int i = 0; i < count * people; i++) {
            TimeUnit.NANOSECONDS.sleep(began + i * TimeUnit.SECONDS.toNanos(1) / JOINS_PER_SECOND - System.nanoTime());
            String name = "Guest " + (i + 1);
            try {
                List<String> bases = installation.bases();
                Guest guest = Guest.enter(bases.get(i % bases.size()), meetings.get(i % count), name);
                long phaseNanos = i * FRAME_NANOS / (count * people);
                participants.add(
                        new Participant(media, events, guest, Participant.Role.TAKES_PART, recovery, phaseNanos));
            } catch (IOException | RuntimeException e) {
                events.failed(name, e.toString());
            }
        }
    }

    /** Waits until so many views have a picture, or the limit is over. What is missing then is an error of its participant. */
    void awaitPictures(int views, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (pictures() < views && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    int pictures() {
        return participants.stream().mapToInt(Participant::pictures).sum();
    }

    /** People whose WebSocket is open. */
    int connected() {
        return (int) participants.stream().filter(Participant::isConnected).count();
    }

    /** Views of which a frame arrived within the last so many ms. */
    int flowing(long withinMs) {
        return participants.stream().mapToInt(one -> one.flowing(withinMs)).sum();
    }

    Received received(boolean video) {
        return participants.stream().map(one -> one.received(video)).reduce(Received.NOTHING, Received::plus);
    }

    /** Lets everybody leave, and waits for it. */
    synchronized void leave() {
        participants.forEach(Participant::leave);
        participants.forEach(Participant::close);
    }

    /** May be called twice. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        leave();
        for (UUID meeting : meetings) {
            try {
                installation.meetings().delete(meeting);
            } catch (IOException e) {
                System.err.println("A meeting was not deleted: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
