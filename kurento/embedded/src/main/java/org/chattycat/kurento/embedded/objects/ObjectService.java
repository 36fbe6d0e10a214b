package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonElement;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.chattycat.kurento.embedded.endpoints.MediaEngine;

/** What Kurento's protocol can ask for: sessions, objects, operations and subscriptions. Thread-safe. */
public final class ObjectService implements AutoCloseable {
    private final Context context;
    private final ObjectRegistry objects;
    private final SessionRegistry sessions;

    public ObjectService(MediaEngine media, Clock clock, ObjectLimits limits) {
        context = new Context(clock, media, limits);
        objects = new ObjectRegistry(context);
        sessions = new SessionRegistry(limits, objects);
    }

    /** @return the session of that id, created if there is none; a new session if the id is null */
    public ClientSession session(String id) {
        return sessions.getOrCreate(id);
    }

    /** @throws KurentoException {@link KurentoErrorCode#INVALID_SESSION} if there is no session of that id */
    public ClientSession existingSession(String id) {
        return sessions.get(id);
    }

    /** Keeps a session from expiring. */
    public void touch(ClientSession session) {
        sessions.touch(session);
    }

    /** Ends a session. Objects that no other session holds are destroyed. */
    public void close(ClientSession session) {
        sessions.end(session);
    }

    /** Ends the sessions that were not used since the last call. */
    public void sweep() {
        sessions.sweep();
    }

    /** @return the id of the new object */
    public String create(ClientSession session, String type, Params params) {
        Catalog.Factory factory = Catalog.factory(type);
        if (!objects.hasRoom()) {
            throw new KurentoException(KurentoErrorCode.NOT_ENOUGH_RESOURCES, "Too many media objects");
        }
        MediaObject object = factory.create(call(session, params), context);
        try {
            objects.add(session, object);
        } catch (KurentoException e) {
            object.destroy();
            throw e;
        }
        return object.id();
    }

    /** @return the operation's value; it completes later if the operation waits for something */
    public CompletionStage<JsonElement> invoke(
            ClientSession session, String objectId, String operation, Params params) {
        MediaObject object = objects.reference(session, objectId);
        return object.remoteClass().invoke(object, operation, call(session, params));
    }

    private Call call(ClientSession session, Params params) {
        return new Call(session, params, objects, sessions);
    }

    /** Keeps an object alive as long as the session. */
    public void hold(ClientSession session, String objectId) {
        objects.reference(session, objectId);
    }

    /** The session gives an object and everything below it up. Objects that no other session holds are destroyed. */
    public void giveUp(ClientSession session, String objectId) {
        objects.giveUp(session, objectId);
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

    /** Releases an object and everything below it, whichever session holds it. Does nothing if there is no such object. */
    public void release(String objectId) {
        objects.release(objectId);
    }

    /** Number of media objects alive, without the server manager. */
    public int objectCount() {
        return objects.size();
    }

    public int sessionCount() {
        return sessions.size();
    }

    /** Ends all sessions, and with them destroys all objects. */
    @Override
    public void close() {
        sessions.endAll();
    }
}
