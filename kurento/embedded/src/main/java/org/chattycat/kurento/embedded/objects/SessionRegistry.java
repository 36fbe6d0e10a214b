package org.chattycat.kurento.embedded.objects;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The sessions of all clients. A session that is not used expires. Thread-safe. */
final class SessionRegistry {
    private final Map<String, ClientSession> sessions = new HashMap<>();
    private final int maxSessions;
    private final ObjectRegistry objects;

    SessionRegistry(ObjectLimits limits, ObjectRegistry objects) {
        this.maxSessions = limits.sessions();
        this.objects = objects;
    }

    /**
     * @param id null for a new session; a client may also choose an id
     * @return the session of that id, created if there is none
     */
    synchronized ClientSession getOrCreate(String id) {
        ClientSession known = id == null ? null : sessions.get(id);
        if (known != null) {
            known.usedSinceSweep = true;
            return known;
        }
        if (sessions.size() >= maxSessions) {
            throw new KurentoException(KurentoErrorCode.NOT_ENOUGH_RESOURCES, "Too many sessions");
        }
        ClientSession session = new ClientSession(id == null ? UUID.randomUUID().toString() : id);
        sessions.put(session.id(), session);
        return session;
    }

    /** @throws KurentoException {@link KurentoErrorCode#INVALID_SESSION} if there is no session of that id */
    synchronized ClientSession get(String id) {
        ClientSession session = sessions.get(id);
        if (session == null) {
            throw KurentoException.invalidSession();
        }
        session.usedSinceSweep = true;
        return session;
    }

    /** Keeps a session from expiring. */
    synchronized void touch(ClientSession session) {
        session.usedSinceSweep = true;
    }

    synchronized List<String> ids() {
        return List.copyOf(sessions.keySet());
    }

    synchronized int size() {
        return sessions.size();
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
        expired.forEach(this::end);
    }

    /** Ends a session. Objects that no other session holds are destroyed. */
    void end(ClientSession session) {
        synchronized (this) {
            sessions.remove(session.id(), session);
        }
        objects.giveUp(session);
    }

    void endAll() {
        List<ClientSession> all;
        synchronized (this) {
            all = List.copyOf(sessions.values());
        }
        all.forEach(this::end);
    }
}
