package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A client's session. It holds objects and subscriptions, and outlives the connection that created it until it expires.
 */
public final class ClientSession {
    private final String id;
    /** Guarded by the {@link ObjectRegistry}, as are {@link #subscriptions} and {@link #closed}. */
    final Set<MediaObject> held = new LinkedHashSet<>();

    final Map<String, Subscription> subscriptions = new HashMap<>();
    boolean closed;
    /** Guarded by the {@link SessionRegistry}. */
    boolean usedSinceSweep = true;

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
