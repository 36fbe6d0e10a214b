package org.chattycat.app.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.probe.CallMedia;
import org.chattycat.app.probe.Guest;
import org.chattycat.app.probe.Participant;
import org.chattycat.app.probe.Received;

/** Meetings with scripted participants. Closing it lets everybody leave, and deletes the meetings. */
final class ScriptedMeetings implements AutoCloseable {
    private static final int JOINS_PER_SECOND = 4;
    /** The cameras of a meeting are spread over the time of a frame. */
    private static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1) / 15;

    private static final long POLL_MILLIS = 50;

    private final Installation installation;
    private final CallMedia media;
    private final CallFigures figures;
    private final List<UUID> meetings = new ArrayList<>();
    private final List<Participant> participants = new ArrayList<>();
    private boolean closed;

    ScriptedMeetings(Installation installation, CallMedia media, CallFigures figures) {
        this.installation = installation;
        this.media = media;
        this.figures = figures;
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
                Guest guest = Guest.enter(installation.base(), meetings.get(i % count), name);
                participants.add(new Participant(
                        media, figures, guest, Participant.Role.TAKES_PART, i * FRAME_NANOS / (count * people)));
            } catch (IOException | RuntimeException e) {
                figures.failed(name, e.toString());
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

    Received received(boolean video) {
        return participants.stream().map(one -> one.received(video)).reduce(Received.NOTHING, Received::plus);
    }

    /** May be called twice. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        participants.forEach(Participant::leave);
        participants.forEach(Participant::close);
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
