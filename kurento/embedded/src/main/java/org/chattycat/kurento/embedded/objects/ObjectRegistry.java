package org.chattycat.kurento.embedded.objects;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All objects, all sessions, and who holds what. An object lives while any session holds it; a session holds what it
 * created and what it used, and with an object all its ancestors. Releasing an object takes it, and everything below
 * it, from everybody.
 *
 * <p>One lock guards the tree. Objects are destroyed, and events fired, outside of it.
 */
final class ObjectRegistry {
    private static final Logger log = LoggerFactory.getLogger(ObjectRegistry.class);
    private static final String NEW_REF = "newref:";
    private static final Comparator<MediaObject> CHILDREN_FIRST = Comparator.<MediaObject>comparingInt(
                    object -> object.parent() == null ? 1 : 0)
            .thenComparing(MediaObject::id);

    private final Map<String, MediaObject> objects = new HashMap<>();
    private final Map<String, ClientSession> sessions = new HashMap<>();
    private final ObjectLimits limits;
    private final ServerManager manager;

    ObjectRegistry(Context context) {
        limits = context.limits();
        manager = new ServerManager(context);
    }

    /** @param id null for a new one; a name of the client's own choice is as good */
    synchronized ClientSession session(String id) {
        ClientSession known = id == null ? null : sessions.get(id);
        if (known != null) {
            known.usedSinceSweep = true;
            return known;
        }
        if (sessions.size() >= limits.sessions()) {
            throw new KurentoException(KurentoErrorCode.NOT_ENOUGH_RESOURCES, "Too many sessions");
        }
        ClientSession session = new ClientSession(id == null ? UUID.randomUUID().toString() : id);
        sessions.put(session.id(), session);
        return session;
    }

    synchronized ClientSession existingSession(String id) {
        ClientSession session = sessions.get(id);
        if (session == null) {
            throw invalidSession();
        }
        session.usedSinceSweep = true;
        return session;
    }

    synchronized List<String> sessionIds() {
        return List.copyOf(sessions.keySet());
    }

    synchronized void touch(ClientSession session) {
        session.usedSinceSweep = true;
    }

    /** Ends every session that was not used since the last sweep, as Kurento's collector does. */
    void sweep() {
        List<ClientSession> expired;
        synchronized (this) {
            expired = sessions.values().stream()
                    .filter(session -> !session.usedSinceSweep)
                    .toList();
            sessions.values().forEach(session -> session.usedSinceSweep = false);
        }
        expired.forEach(this::close);
    }

    /** Ends a session; what nobody else holds is destroyed. */
    void close(ClientSession session) {
        Collection<MediaObject> orphans = new LinkedHashSet<>();
        synchronized (this) {
            session.closed = true;
            sessions.remove(session.id(), session);
            session.subscriptions
                    .values()
                    .forEach(subscription -> subscription.object().remove(subscription));
            session.subscriptions.clear();
            for (MediaObject object : session.held) {
                object.holders.remove(session);
                if (object.holders.isEmpty()) {
                    orphans.add(object);
                }
            }
            session.held.clear();
            orphans.forEach(this::forget);
        }
        destroy(orphans);
    }

    /**
     * Takes a new object into the tree, held by the session.
     *
     * @throws KurentoException if there are too many, or its parent was released meanwhile; the caller destroys it then
     */
    void add(ClientSession session, MediaObject object) {
        synchronized (this) {
            if (objects.size() >= limits.objects()) {
                throw new KurentoException(KurentoErrorCode.NOT_ENOUGH_RESOURCES, "Too many media objects");
            }
            requireOpen(session);
            MediaObject parent = object.parent();
            if (parent != null) {
                if (parent.isReleased()) {
                    throw KurentoException.notFound(parent.id());
                }
                parent.children.put(object.id(), object);
            }
            objects.put(object.id(), object);
            hold(session, object);
        }
        manager.objectCreated(object);
    }

    synchronized boolean hasRoom() {
        return objects.size() < limits.objects();
    }

    /** @return the object of that id, held by the session from now on */
    synchronized MediaObject reference(ClientSession session, String id) {
        if (id.startsWith(NEW_REF)) {
            throw new KurentoException(
                    KurentoErrorCode.MEDIA_OBJECT_NOT_FOUND_TRANSACTION_NO_COMMIT,
                    "Object '" + id + "' not found. Possibly using a transactional object without committing the"
                            + " transaction.");
        }
        if (id.equals(manager.id())) {
            return manager;
        }
        MediaObject object = objects.get(id);
        if (object == null) {
            throw KurentoException.notFound(id);
        }
        hold(session, object);
        return object;
    }

    /** Every pipeline; the session holds them all from now on, as Kurento has it. */
    synchronized List<MediaObject> pipelines(ClientSession session) {
        List<MediaObject> pipelines = objects.values().stream()
                .filter(MediaPipeline.class::isInstance)
                .sorted(Comparator.comparing(MediaObject::id))
                .toList();
        pipelines.forEach(pipeline -> hold(session, pipeline));
        return pipelines;
    }

    synchronized List<MediaObject> children(MediaObject object) {
        return List.copyOf(object.children.values());
    }

    synchronized int size() {
        return objects.size();
    }

    /** Nothing happens when there is no such object. */
    void release(String id) {
        Set<MediaObject> doomed = new LinkedHashSet<>();
        synchronized (this) {
            MediaObject object = objects.get(id);
            if (object == null) {
                return;
            }
            collect(object, doomed);
            doomed.forEach(this::forget);
        }
        destroy(doomed);
    }

    /** Ends every session and destroys every object. */
    void clear() {
        List<ClientSession> all;
        synchronized (this) {
            all = new ArrayList<>(sessions.values());
        }
        all.forEach(this::close);
    }

    synchronized Subscription subscribe(ClientSession session, MediaObject object, String event) {
        if (session.subscriptions.size() >= limits.subscriptionsPerSession()) {
            throw new KurentoException(KurentoErrorCode.NOT_ENOUGH_RESOURCES, "Too many subscriptions");
        }
        if (object.isReleased()) {
            throw KurentoException.notFound(object.id());
        }
        requireOpen(session);
        Subscription subscription = new Subscription(UUID.randomUUID().toString(), session, object, event);
        session.subscriptions.put(subscription.id(), subscription);
        object.add(subscription);
        return subscription;
    }

    synchronized void unsubscribe(ClientSession session, String subscriptionId) {
        Subscription subscription = session.subscriptions.remove(subscriptionId);
        if (subscription != null) {
            subscription.object().remove(subscription);
        }
    }

    private void hold(ClientSession session, MediaObject object) {
        requireOpen(session);
        for (MediaObject o = object; o != null; o = o.parent()) {
            o.holders.add(session);
            session.held.add(o);
        }
    }

    /** A request may come in while its session is closed on another connection. */
    private static void requireOpen(ClientSession session) {
        if (session.closed) {
            throw invalidSession();
        }
    }

    private static KurentoException invalidSession() {
        return new KurentoException(KurentoErrorCode.INVALID_SESSION, "Invalid session");
    }

    private void collect(MediaObject object, Set<MediaObject> into) {
        object.children.values().forEach(child -> collect(child, into));
        into.add(object);
    }

    private void forget(MediaObject object) {
        object.markReleased();
        objects.remove(object.id());
        if (object.parent() != null) {
            object.parent().children.remove(object.id());
        }
        object.holders.forEach(session -> session.held.remove(object));
        object.holders.clear();
    }

    private void destroy(Collection<MediaObject> released) {
        released.stream().sorted(CHILDREN_FIRST).forEach(object -> {
            try {
                object.destroy();
            } catch (RuntimeException e) {
                log.error("Destroying {} failed; the others follow", object, e);
            }
            forgetSubscriptions(object);
            manager.objectDestroyed(object);
        });
    }

    private synchronized void forgetSubscriptions(MediaObject object) {
        object.subscriptions().forEach(subscription -> {
            object.remove(subscription);
            subscription.session().subscriptions.remove(subscription.id());
        });
    }
}
