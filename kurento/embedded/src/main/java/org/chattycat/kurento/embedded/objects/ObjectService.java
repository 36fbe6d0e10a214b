package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonElement;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.chattycat.kurento.embedded.endpoints.MediaEngine;

/** What Kurento's protocol can ask for: sessions, objects, operations, subscriptions. Thread-safe. */
public final class ObjectService implements AutoCloseable {
    private final Context context;
    private final ObjectRegistry objects;

    public ObjectService(MediaEngine media, Clock clock, ObjectLimits limits) {
        context = new Context(clock, media, limits);
        objects = new ObjectRegistry(context);
    }

    /** @return the session of that id, made if there is none; a new one when the id is null */
    public ClientSession session(String id) {
        return objects.session(id);
    }

    /** @throws KurentoException {@link KurentoErrorCode#INVALID_SESSION} if there is none */
    public ClientSession existingSession(String id) {
        return objects.existingSession(id);
    }

    /** Keeps a session from expiring. */
    public void touch(ClientSession session) {
        objects.touch(session);
    }

    public void close(ClientSession session) {
        objects.close(session);
    }

    /** Ends the sessions that were not used since the last call. */
    public void sweep() {
        objects.sweep();
    }

    /** @return the id of the new object */
    public String create(ClientSession session, String type, Params params) {
        Catalog.Factory factory = Catalog.factory(type);
        if (!objects.hasRoom()) {
            throw new KurentoException(KurentoErrorCode.NOT_ENOUGH_RESOURCES, "Too many media objects");
        }
        MediaObject object = factory.create(new Call(session, params, objects), context);
        try {
            objects.add(session, object);
        } catch (KurentoException e) {
            object.destroy();
            throw e;
        }
        return object.id();
    }

    public CompletionStage<JsonElement> invoke(
            ClientSession session, String objectId, String operation, Params params) {
        MediaObject object = objects.reference(session, objectId);
        return object.remoteClass().invoke(object, operation, new Call(session, params, objects));
    }

    public RemoteClass<?> describe(ClientSession session, String objectId) {
        return objects.reference(session, objectId).remoteClass();
    }

    /** @return the id of the subscription */
    public String subscribe(ClientSession session, String objectId, String event) {
        MediaObject object = objects.reference(session, objectId);
        if (!object.remoteClass().hasEvent(event)) {
            throw new KurentoException(
                    KurentoErrorCode.MEDIA_OBJECT_EVENT_NOT_SUPPORTED, "Event '" + event + "' not supported");
        }
        return objects.subscribe(session, object, event).id();
    }

    public void unsubscribe(ClientSession session, String subscriptionId) {
        objects.unsubscribe(session, subscriptionId);
    }

    /** Releases an object and everything below it, whoever holds it; nothing happens when there is none. */
    public void release(String objectId) {
        objects.release(objectId);
    }

    /** Media objects alive, the server manager not counted. */
    public int objectCount() {
        return objects.size();
    }

    public int sessionCount() {
        return objects.sessionIds().size();
    }

    @Override
    public void close() {
        objects.clear();
    }
}
