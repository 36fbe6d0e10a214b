package org.chattycat.app.graphql;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.chattycat.app.identity.account.BearerPrincipal;
import org.chattycat.app.platform.connection.OpenWebSockets;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketSession;

/** The GraphQL sockets of this instance, with their accounts and their operations. */
@Component
class OpenSockets implements OpenWebSockets {
    private final Map<String, OpenSocket> sockets = new ConcurrentHashMap<>();

    /** An open socket: whom it belongs to, and how many of its subscriptions, queries and mutations are not complete. */
    static final class OpenSocket {
        private final WebSocketSession session;
        private final AtomicInteger operations = new AtomicInteger();
        private volatile Authentication authentication;

        private OpenSocket(WebSocketSession session, Authentication authentication) {
            this.session = session;
            this.authentication = authentication;
        }

        WebSocketSession session() {
            return session;
        }

        AtomicInteger operations() {
            return operations;
        }

        /** Null before a bearer token has identified a socket that has no session. */
        Authentication authentication() {
            return authentication;
        }

        /** The access token or shared link; null for a socket of a session, and before the token was sent. */
        BearerPrincipal bearer() {
            Authentication known = authentication;
            return known != null && known.getPrincipal() instanceof BearerPrincipal bearer ? bearer : null;
        }

        void identify(Authentication bearer) {
            authentication = bearer;
        }

        private boolean isOf(String account) {
            Authentication known = authentication;
            return known != null && known.getName().equals(account);
        }
    }

    @Override
    public int openWebSockets() {
        return sockets.size();
    }

    /** @param authentication null when the socket has no session */
    OpenSocket add(WebSocketSession session, Authentication authentication) {
        OpenSocket socket = new OpenSocket(session, authentication);
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

    /** @param account name of an authentication */
    long count(String account) {
        return sockets.values().stream().filter(socket -> socket.isOf(account)).count();
    }

    /** @param account name of an authentication */
    int operations(String account) {
        return sockets.values().stream()
                .filter(socket -> socket.isOf(account))
                .mapToInt(socket -> socket.operations().get())
                .sum();
    }
}
