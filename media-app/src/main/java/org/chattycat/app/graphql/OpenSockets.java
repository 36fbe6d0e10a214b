package org.chattycat.app.graphql;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketSession;

/** The GraphQL sockets of this instance, with their accounts and their operations. */
@Component
class OpenSockets {
    private final Map<String, OpenSocket> sockets = new ConcurrentHashMap<>();

    /**
     * An open socket.
     *
     * @param account name of the principal that opened it
     * @param operations subscriptions, queries and mutations that are not complete
     */
    record OpenSocket(WebSocketSession session, String account, AtomicInteger operations) {}

    OpenSocket add(WebSocketSession session, String account) {
        OpenSocket socket = new OpenSocket(session, account, new AtomicInteger());
        sockets.put(session.getId(), socket);
        return socket;
    }

    void remove(String id) {
        sockets.remove(id);
    }

    /** Null when the socket is closed. */
    OpenSocket find(String id) {
        return sockets.get(id);
    }

    Collection<OpenSocket> all() {
        return sockets.values();
    }

    long count(String account) {
        return sockets.values().stream()
                .filter(socket -> socket.account().equals(account))
                .count();
    }

    int operations(String account) {
        return sockets.values().stream()
                .filter(socket -> socket.account().equals(account))
                .mapToInt(socket -> socket.operations().get())
                .sum();
    }
}
