package org.chattycat.app.identity.session;

import java.util.Map;
import org.chattycat.app.platform.database.Blocking;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Notes at a WebSocket's handshake which session it belongs to, by the key that no sign-in changes. */
@Component
public class SessionKey implements HandshakeInterceptor {
    private static final String ATTRIBUTE = "chattycat.session";

    private final DatabaseClient database;
    private final Blocking blocking;

    SessionKey(DatabaseClient database, Blocking blocking) {
        this.database = database;
        this.blocking = blocking;
    }

    /** The key of a socket's session, as {@link SessionEnded} has it. */
    public static String of(WebSocketSession socket) {
        return (String) socket.getAttributes().get(ATTRIBUTE);
    }

    /** Refuses a socket whose session has ended meanwhile. */
    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        var session = ((ServletServerHttpRequest) request).getServletRequest().getSession(false);
        String key = session == null
                ? null
                : blocking.one(database.sql("select primary_id from spring_session where session_id = :id")
                        .bind("id", session.getId())
                        .map(row -> row.get("primary_id", String.class))
                        .one());
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
