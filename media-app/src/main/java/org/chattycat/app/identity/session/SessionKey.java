package org.chattycat.app.identity.session;

import java.util.Map;
import org.chattycat.app.platform.database.Blocking;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Stores the key of the session with each WebSocket at its handshake. Unlike the id of the session, its key never changes and
 * is not a secret.
 */
@Component
public class SessionKey implements HandshakeInterceptor {
    private static final String ATTRIBUTE = "chattycat.session";

    private final StoredSessionRepository sessions;
    private final Blocking blocking;

    SessionKey(StoredSessionRepository sessions, Blocking blocking) {
        this.sessions = sessions;
        this.blocking = blocking;
    }

    /** The key of a socket's session, as in {@link SessionEnded}. */
    public static String of(WebSocketSession socket) {
        return (String) socket.getAttributes().get(ATTRIBUTE);
    }

    /** Refuses a socket without a session, or whose session has just ended. */
    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        var session = ((ServletServerHttpRequest) request).getServletRequest().getSession(false);
        String key = session == null
                ? null
                : blocking.one(sessions.findBySessionId(session.getId()).map(StoredSession::primaryId));
        if (key == null) {
            response.setStatusCode(HttpStatus.UNAUTHORIZED);
            return false;
        }
        attributes.put(ATTRIBUTE, key);
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler, Exception failure) {}
}
