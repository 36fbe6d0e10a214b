package org.chattycat.app.graphql;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chattycat.app.session.SessionEnded;
import org.chattycat.app.session.SessionKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/** GraphQL subscriptions that end with the session they were opened in. */
class SessionBoundGraphQlSockets extends GraphQlWebSocketHandler {
    private static final Logger log = LoggerFactory.getLogger(SessionBoundGraphQlSockets.class);
    /** Of graphql-transport-ws: the client must not open the socket again as it is. */
    private static final CloseStatus UNAUTHORIZED = new CloseStatus(4401, "Sign in first.");
    /** One for each tab, and more tabs than anybody looks at. */
    private static final int MAX_PER_SESSION = 20;

    private final SessionKey sessionKey;
    private final Map<String, WebSocketSession> open = new ConcurrentHashMap<>();

    SessionBoundGraphQlSockets(
            WebGraphQlHandler handler,
            HttpMessageConverter<Object> json,
            SessionKey sessionKey,
            Duration connectionInitTimeout,
            Duration keepAlive) {
        super(handler, json, connectionInitTimeout, keepAlive);
        this.sessionKey = sessionKey;
    }

    @Override
    public WebSocketHttpRequestHandler initWebSocketHttpRequestHandler(HandshakeHandler handshakeHandler) {
        WebSocketHttpRequestHandler handler = super.initWebSocketHttpRequestHandler(handshakeHandler);
        List<HandshakeInterceptor> interceptors = new ArrayList<>(handler.getHandshakeInterceptors());
        interceptors.add(sessionKey);
        handler.setHandshakeInterceptors(interceptors);
        return handler;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        open.put(session.getId(), session);
        String key = SessionKey.of(session);
        if (open.values().stream()
                        .filter(other -> key.equals(SessionKey.of(other)))
                        .count()
                > MAX_PER_SESSION) {
            close(session, CloseStatus.POLICY_VIOLATION);
            return;
        }
        super.afterConnectionEstablished(session);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus closeStatus) {
        open.remove(session.getId());
        super.afterConnectionClosed(session, closeStatus);
    }

    @EventListener
    void ended(SessionEnded ended) {
        open.values().stream()
                .filter(session -> ended.key().equals(SessionKey.of(session)))
                .forEach(session -> close(session, UNAUTHORIZED));
    }

    private static void close(WebSocketSession session, CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException e) {
            log.debug("A socket was gone already", e);
        }
    }
}
