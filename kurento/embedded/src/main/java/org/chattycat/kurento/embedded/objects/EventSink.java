package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonObject;

/** Receives the events of a session. Called on any thread; must not block. */
@FunctionalInterface
public interface EventSink {
    /** @param event {@code {object, type, data}} */
    void deliver(JsonObject event);
}
