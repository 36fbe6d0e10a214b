package org.chattycat.kurento.embedded.objects;

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
 * The tree of all objects, and which session holds which. An object lives while any session holds it. A session holds
 * the objects that it created or used, and all their ancestors. Releasing an object takes it and everything below it
 * from all sessions.
 *
 * <p>One lock guards the tree, the holdings and the subscriptions. Objects are destroyed and events fired outside of
 * it.
 */
final class ObjectRegistry {
    private static final Logger log = LoggerFactory.getLogger(ObjectRegistry.class);
    private static final String NEW_REF = "newref:";
    private static final Comparator<MediaObject> CHILDREN_FIRST = Comparator.<MediaObject>comparingInt(
                    object -> object.parent() == null ? 1 : 0)
            .thenComparing(MediaObject::id);

    private final Map<String, MediaObject> objects = new HashMap<>();
    private final ObjectLimits limits;
    private final ServerManager manager;

    ObjectRegistry(Context context) {
        limits = context.limits();
        manager = new ServerManager(context);
    }

    /** Closes a session: ends its subscriptions, and destroys the objects that no other session holds. */
    void giveUp(ClientSession session) {
        Collection<MediaObject> orphans = new LinkedHashSet<>();
        synchronized (this) {
            session.closed = true;
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
     * A session gives one object and everything below it up; those that no other session holds are destroyed.
     *
     * @throws KurentoException if there is no such object
     */
    void giveUp(ClientSession session, String id) {
        Collection<MediaObject> orphans = new LinkedHashSet<>();
        synchronized (this) {
            MediaObject object = objects.get(id);
            if (object == null) {
                throw KurentoException.notFound(id);
            }
            Set<MediaObject> below = new LinkedHashSet<>();
            collect(object, below);
            for (MediaObject one : below) {
                one.holders.remove(session);
                session.held.remove(one);
                if (one.holders.isEmpty()) {
                    orphans.add(one);
                }
            }
            orphans.forEach(this::forget);
        }
        destroy(orphans);
    }

    /**
     * Adds a new object to the tree, held by the session.
     *
     * @throws KurentoException if there are too many objects or the parent was released meanwhile; the caller must then
     *     destroy the object
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

    /** All pipelines. As in Kurento, the session holds all of them from now on. */
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

    /** Does nothing if there is no such object. */
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

    /** A request may arrive while another connection closes its session. */
    private static void requireOpen(ClientSession session) {
        if (session.closed) {
            throw KurentoException.invalidSession();
        }
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
                log.error("Destroying {} failed; continuing with the other objects", object, e);
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
