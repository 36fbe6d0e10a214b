package org.chattycat.app.call;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.chattycat.app.latency.timeline.MediaServerOutages;
import org.chattycat.app.platform.database.Blocking;

/**
 * Stores when the media server of a room stops and starts to answer. Changes are noted at once, by any thread, and stored by the
 * room's executor, which may itself wait for that server or for the database.
 */
final class OutageLog {
    /** Of a server that comes and goes while the database is away. The oldest changes are given up. */
    private static final int MAX_WAITING = 100;

    private final UUID meetingId;
    private final MediaServerOutages outages;
    private final Blocking database;
    /** Guarded by this. */
    private final Deque<Change> waiting = new ArrayDeque<>();
    /** Guarded by this. */
    private boolean noted;
    /** Guarded by this. */
    private boolean alive = true;

    private record Change(boolean alive, Instant at) {}

    OutageLog(UUID meetingId, MediaServerOutages outages, Blocking database) {
        this.meetingId = meetingId;
        this.outages = outages;
        this.database = database;
    }

    synchronized void note(boolean alive) {
        this.alive = alive;
        this.noted = true;
        waiting.add(new Change(alive, Instant.now()));
        if (waiting.size() > MAX_WAITING) {
            waiting.remove();
        }
    }

    /** Stores what was noted. On the room's executor only. */
    void store() {
        noteStart();
        for (Change change = next(); change != null; change = next()) {
            database.one(change.alive() ? outages.end(meetingId, change.at()) : outages.begin(meetingId, change.at()));
            stored(change);
        }
    }

    /** An instance that died may have left an outage that does not end. */
    private synchronized void noteStart() {
        if (!noted) {
            note(true);
        }
    }

    private synchronized Change next() {
        return waiting.peek();
    }

    private synchronized void stored(Change change) {
        // Another one is first if this one was given up meanwhile.
        if (waiting.peek() == change) {
            waiting.remove();
        }
    }

    /** Nobody of this instance is in the room any more, so this instance will not notice the end of an outage. */
    void roomIsEmpty() {
        if (!isAlive()) {
            store();
            database.one(outages.endUnlessInUse(meetingId, Instant.now()));
        }
    }

    private synchronized boolean isAlive() {
        return alive;
    }
}
