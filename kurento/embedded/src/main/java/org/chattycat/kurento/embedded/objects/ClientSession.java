package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A client's session: it holds objects and subscriptions, and survives the connection it was made on until it expires.
 * What it holds is guarded by the {@link ObjectRegistry} that made it.
 */
public final class ClientSession {
    private final String id;
    final Set<MediaObject> held = new LinkedHashSet<>();
    final Map<String, Subscription> subscriptions = new HashMap<>();
    boolean usedSinceSweep = true;
    boolean closed;
    private volatile EventSink sink = event -> {};

    ClientSession(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** Sends this session's events to that connection from now on. */
    public void attach(EventSink newSink) {
        sink = newSink;
    }

    /** Drops events until another connection attaches, unless one already did. */
    public void detach(EventSink oldSink) {
        if (sink == oldSink) {
            sink = event -> {};
        }
    }

    void deliver(JsonObject event) {
        sink.deliver(event);
    }
}
