package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonObject;

/** Where a session's events go. Called on any thread; must not block. */
@FunctionalInterface
public interface EventSink {
    /** @param event {@code {object, type, data}} */
    void deliver(JsonObject event);
}
