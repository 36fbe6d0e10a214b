package org.chattycat.app.graphql;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chattycat.app.graphql.OpenSockets.OpenSocket;
import org.chattycat.app.identity.session.SessionEnded;
import org.chattycat.app.identity.session.SessionKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * The WebSocket of GraphQL. A socket closes when the session ends in which it was opened. A socket without cookies has no
 * session: {@link SocketTokens} identifies it.
 */
class SessionBoundGraphQlSockets extends GraphQlWebSocketHandler {
    private static final Logger log = LoggerFactory.getLogger(SessionBoundGraphQlSockets.class);
    /** A code of graphql-transport-ws: the client must not reconnect with the same session. */
    static final CloseStatus UNAUTHORIZED = new CloseStatus(4401, "Sign in first.");

    static final CloseStatus TOO_MANY_SOCKETS =
            CloseStatus.POLICY_VIOLATION.withReason("This account has too many sockets open.");
    /** The same limit as for a request over HTTP. */
    private static final int MAX_MESSAGE_BYTES = 64 * 1024;
    /** A code of graphql-transport-ws: not a message of the protocol. */
    private static final CloseStatus INVALID_MESSAGE =
            new CloseStatus(4400, "This is not a message of graphql-transport-ws.");

    private final SessionKey sessionKey;
    private final OpenSockets open;
    private final int maxPerAccount;

    SessionBoundGraphQlSockets(
            WebGraphQlHandler handler,
            HttpMessageConverter<Object> json,
            SessionKey sessionKey,
            OpenSockets open,
            int maxPerAccount,
            Duration connectionInitTimeout,
            Duration keepAlive) {
        super(handler, json, connectionInitTimeout, keepAlive);
        this.sessionKey = sessionKey;
        this.open = open;
        this.maxPerAccount = maxPerAccount;
    }

    @Override
    public WebSocketHttpRequestHandler initWebSocketHttpRequestHandler(HandshakeHandler handshakeHandler) {
        WebSocketHttpRequestHandler handler = super.initWebSocketHttpRequestHandler(handshakeHandler);
        List<HandshakeInterceptor> interceptors = new ArrayList<>(handler.getHandshakeInterceptors());
        interceptors.add(new SessionWithCookies());
        handler.setHandshakeInterceptors(interceptors);
        return handler;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        Authentication account = (Authentication) session.getPrincipal();
        open.add(session, account);
        if (account != null && open.count(account.getName()) > maxPerAccount) {
            close(session, TOO_MANY_SOCKETS);
            return;
        }
        session.setTextMessageSizeLimit(MAX_MESSAGE_BYTES);
        super.afterConnectionEstablished(session);
    }

    /**
     * Closes the socket with the code of the protocol when a message cannot be read. Spring would report an error of the server
     * for payloads of the wrong shape.
     */
    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
        if (!session.isOpen()) {
            return;
        }
        try {
            super.handleTextMessage(session, message);
        } catch (HttpMessageConversionException
                | ServerWebInputException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException e) {
            log.debug("Not a message of the protocol", e);
            close(session, INVALID_MESSAGE);
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus closeStatus) {
        open.remove(session.getId());
        super.afterConnectionClosed(session, closeStatus);
    }

    /** Requires a session of handshakes with cookies. */
    private final class SessionWithCookies implements HandshakeInterceptor {
        @Override
        public boolean beforeHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            return request.getHeaders().getFirst(HttpHeaders.COOKIE) == null
                    || sessionKey.beforeHandshake(request, response, handler, attributes);
        }

        @Override
        public void afterHandshake(
                ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler, Exception failure) {}
    }

    @EventListener
    void ended(SessionEnded ended) {
        open.all().stream()
                .map(OpenSocket::session)
                .filter(session -> ended.key().equals(SessionKey.of(session)))
                .forEach(session -> close(session, UNAUTHORIZED));
    }

    static void close(WebSocketSession session, CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException e) {
            log.debug("The socket was closed already", e);
        }
    }
}
