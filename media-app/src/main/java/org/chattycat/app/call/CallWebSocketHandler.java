package org.chattycat.app.call;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.identity.session.ActiveSessions;
import org.chattycat.app.identity.session.SessionEnded;
import org.chattycat.app.meeting.PersonId;
import org.chattycat.app.platform.connection.OpenWebSockets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** The WebSockets of all call pages: opens and closes them, enforces their limits, and decodes what they receive. */
@Component
class CallWebSocketHandler extends TextWebSocketHandler implements ActiveSessions, OpenWebSockets, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(CallWebSocketHandler.class);
    private static final String BLOCKING_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private final MessageDispatcher dispatcher;
    private final CallProperties properties;
    private final Map<String, CallSocket> sockets = new ConcurrentHashMap<>();
    private final Map<PersonId, Set<CallSocket>> socketsByPerson = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor senders;
    private final ScheduledExecutorService timer;

    CallWebSocketHandler(MessageDispatcher dispatcher, CallProperties properties) {
        this.dispatcher = dispatcher;
        this.properties = properties;
        this.senders = RoomThreads.pool("call-sender", properties.threads());
        this.timer = RoomThreads.timer("call-sockets");
        long tick = properties.tick().toMillis();
        timer.scheduleWithFixedDelay(this::closeSocketsThatDidNotJoin, tick, tick, TimeUnit.MILLISECONDS);
    }

    @Override
    public int openWebSockets() {
        return sockets.size();
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws Exception {
        if (!dispatcher.isOpen()) {
            session.close(CloseStatus.SERVICE_RESTARTED);
            return;
        }
        Caller caller = Caller.of(session.getPrincipal()).orElse(null);
        if (caller == null) {
            session.close(CloseStatus.POLICY_VIOLATION);
            return;
        }
        session.setTextMessageSizeLimit((int) properties.maxMessageSize().toBytes());
        if (session instanceof NativeWebSocketSession wrapped
                && wrapped.getNativeSession() instanceof jakarta.websocket.Session tomcat) {
            tomcat.getUserProperties()
                    .put(BLOCKING_SEND_TIMEOUT, properties.sendTimeout().toMillis());
        }
        CallSocket socket = new CallSocket(session, caller, properties, senders);
        sockets.put(session.getId(), socket);
        Set<CallSocket> own = socketsByPerson.compute(caller.person(), (id, present) -> {
            Set<CallSocket> all = present == null ? ConcurrentHashMap.newKeySet() : present;
            all.add(socket);
            return all;
        });
        if (own.size() > properties.maxSocketsPerAccount() && !endLongestSilent(own)) {
            socket.end(
                    CallErrorCode.LIMIT_REACHED,
                    "You have %d call pages open. Close one of them.".formatted(properties.maxSocketsPerAccount()));
        }
    }

    /** Ends the socket of a page that crashed or lost its network. Returns false if no page is silent. */
    private boolean endLongestSilent(Set<CallSocket> own) {
        Optional<CallSocket> silent = own.stream()
                .filter(socket -> socket.silentNanos() > properties.silence().toNanos())
                .max(Comparator.comparingLong(CallSocket::silentNanos));
        silent.ifPresent(socket -> {
            // No longer counted: closing may wait for a connection that does not respond.
            own.remove(socket);
            socket.end(CallErrorCode.LIMIT_REACHED, "Newer pages of yours have taken this page's place.");
        });
        return silent.isPresent();
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage text) {
        CallSocket socket = sockets.get(session.getId());
        if (socket == null || socket.isClosed()) {
            return;
        }
        if (!socket.heard()) {
            socket.end(CallErrorCode.LIMIT_REACHED, "This page sends too many messages.");
            return;
        }
        try {
            dispatcher.dispatch(socket, MessageCodec.read(text.getPayload()));
        } catch (MessageCodec.BadMessageException e) {
            socket.fail(e.ref(), CallErrorCode.BAD_MESSAGE, e.getMessage());
        } catch (RejectedExecutionException e) {
            if (dispatcher.isOpen()) {
                socket.end(CallErrorCode.LIMIT_REACHED, "The room is overloaded. Try again in a moment.");
            } else {
                socket.close(CloseStatus.SERVICE_RESTARTED);
            }
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        CallSocket socket = sockets.remove(session.getId());
        if (socket == null) {
            return;
        }
        socketsByPerson.computeIfPresent(socket.caller().person(), (id, own) -> {
            own.remove(socket);
            return own.isEmpty() ? null : own;
        });
        socket.disconnected();
        Room room = socket.room();
        if (room != null) {
            try {
                room.execute(() -> room.disconnected(socket));
            } catch (RejectedExecutionException e) {
                log.debug("The room's next tick finds that this page is gone", e);
            }
        }
    }

    private void closeSocketsThatDidNotJoin() {
        long limit = properties.joinTimeout().toNanos();
        sockets.values().stream()
                .filter(socket -> socket.meeting() == null && socket.ageNanos() > limit)
                .forEach(socket -> socket.end(CallErrorCode.NOT_JOINED, "This page did not join a meeting."));
    }

    /** Closes all pages of a session that has ended. */
    @EventListener
    void closePagesOf(SessionEnded ended) {
        sockets.values().stream()
                .filter(socket -> ended.key().equals(socket.sessionKey()))
                .forEach(socket -> socket.end(CallErrorCode.SESSION_ENDED, "You have signed out."));
    }

    /** A call may last longer than an idle session. */
    @Override
    public Collection<String> activeSessionKeys() {
        return sockets.values().stream().map(CallSocket::sessionKey).toList();
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
        senders.shutdownNow();
    }
}
