package org.chattycat.app.call;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.identity.session.ActiveSessions;
import org.chattycat.app.identity.session.SessionEnded;
import org.chattycat.app.identity.session.SessionKey;
import org.chattycat.app.kurento.MediaServerException;
import org.chattycat.app.meeting.Attendee;
import org.chattycat.app.meeting.MeetingException;
import org.chattycat.app.platform.database.DatabaseFailure;
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

/** The sockets of all call pages: takes in messages, and answers what is wrong with them. */
@Component
public class CallWebSocketHandler extends TextWebSocketHandler implements ActiveSessions, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(CallWebSocketHandler.class);
    private static final String BLOCKING_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private final Rooms rooms;
    private final CallProperties properties;
    private final Map<String, CallSocket> sockets = new ConcurrentHashMap<>();
    private final Map<String, WebSocketSession> sessions = new ConcurrentHashMap<>();
    private final Map<Attendee, Set<String>> byAttendee = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor senders;
    private final ScheduledExecutorService timer;

    CallWebSocketHandler(Rooms rooms, CallProperties properties) {
        this.rooms = rooms;
        this.properties = properties;
        this.senders = Rooms.pool("call-sender", properties.threads());
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "call-sockets");
            thread.setDaemon(true);
            return thread;
        });
        long tick = properties.tick().toMillis();
        timer.scheduleWithFixedDelay(this::closeIdlers, tick, tick, TimeUnit.MILLISECONDS);
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws Exception {
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
        CallSocket socket = new CallSocket(session, caller, properties, senders, System::nanoTime);
        sockets.put(session.getId(), socket);
        sessions.put(session.getId(), session);
        Set<String> own = byAttendee.compute(caller.attendee(), (id, present) -> {
            Set<String> ids = present == null ? ConcurrentHashMap.newKeySet() : present;
            ids.add(session.getId());
            return ids;
        });
        if (own.size() > properties.maxSocketsPerAccount() && !endLongestSilent(own)) {
            socket.end(
                    CallErrorCode.LIMIT_REACHED,
                    "You have %d call pages open. Close one of them.".formatted(properties.maxSocketsPerAccount()));
        }
    }

    /** Ends the socket of a page that has crashed or lost its network; false when every page is heard. */
    private boolean endLongestSilent(Set<String> own) {
        long now = System.nanoTime();
        Optional<Map.Entry<String, CallSocket>> silent = own.stream()
                .map(id -> Map.entry(id, Optional.ofNullable(sockets.get(id))))
                .filter(entry -> entry.getValue().isPresent())
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().get()))
                .filter(entry -> now - entry.getValue().heardNanos()
                        > properties.silence().toNanos())
                .max(Comparator.comparingLong(entry -> now - entry.getValue().heardNanos()));
        silent.ifPresent(entry -> {
            // Not counted any more: closing may wait for a connection that does not answer.
            own.remove(entry.getKey());
            entry.getValue().end(CallErrorCode.LIMIT_REACHED, "Newer pages of yours have taken this page's place.");
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
            take(socket, MessageCodec.read(text.getPayload()));
        } catch (MessageCodec.BadMessageException e) {
            socket.fail(e.ref(), CallErrorCode.BAD_MESSAGE, e.getMessage());
        } catch (RejectedExecutionException e) {
            socket.end(CallErrorCode.LIMIT_REACHED, "The room is overloaded. Try again in a moment.");
        }
    }

    private void take(CallSocket socket, ClientMessage message) {
        if (message instanceof ClientMessage.Ping) {
            socket.send(new ServerMessage.Pong());
        } else if (message instanceof ClientMessage.Join join) {
            join(socket, join);
        } else if (message instanceof ClientMessage.Leave) {
            leave(socket);
        } else if (socket.room() != null) {
            Room room = socket.room();
            room.execute(() -> answering(socket, message, () -> room.handle(socket, message)));
        } else {
            socket.fail(ref(message), CallErrorCode.NOT_JOINED, "Join the meeting first.");
        }
    }

    private void join(CallSocket socket, ClientMessage.Join join) {
        if (!socket.claim(join.meetingId())) {
            socket.fail(join.ref(), CallErrorCode.BAD_MESSAGE, "This page is in another meeting.");
            return;
        }
        rooms.inRoom(join.meetingId(), room -> {
            answering(socket, join, () -> room.join(socket, join));
            socket.release(join.meetingId());
        });
    }

    /** A page may leave while its join is under way: the room then takes both in turn. */
    private void leave(CallSocket socket) {
        Room joined = socket.room();
        if (joined != null) {
            joined.execute(() -> answering(socket, new ClientMessage.Leave(), () -> joined.leave(socket)));
        } else if (socket.meeting() != null) {
            rooms.inRoom(
                    socket.meeting(), room -> answering(socket, new ClientMessage.Leave(), () -> room.leave(socket)));
        }
        socket.close(CloseStatus.NORMAL);
    }

    private void answering(CallSocket socket, ClientMessage message, Runnable task) {
        Long ref = ref(message);
        try {
            task.run();
        } catch (CallException e) {
            socket.fail(ref, e.code(), e.getMessage());
        } catch (MeetingException e) {
            socket.fail(ref, code(e.rule()), e.getMessage());
        } catch (MediaServerException e) {
            log.info("The media server refused {}: {}", message.getClass().getSimpleName(), e.getMessage());
            if (e.reason() == MediaServerException.Reason.BAD_SDP) {
                socket.fail(ref, CallErrorCode.BAD_SDP, "The media server cannot read this session description.");
            } else {
                socket.fail(
                        ref,
                        CallErrorCode.MEDIA_SERVER_UNAVAILABLE,
                        "The media server does not answer. Try again in a moment.");
            }
        } catch (RuntimeException e) {
            if (DatabaseFailure.isOutage(e)) {
                log.debug("{} failed without a database", message.getClass().getSimpleName(), e);
                socket.fail(ref, CallErrorCode.DATABASE_AWAY, "The database does not answer. The call goes on.");
                return;
            }
            log.error("{} failed", message.getClass().getSimpleName(), e);
            socket.fail(ref, CallErrorCode.INTERNAL, "Something went wrong here. Try again in a moment.");
        }
    }

    private static Long ref(ClientMessage message) {
        return message instanceof ClientMessage.Request request ? request.ref() : null;
    }

    private static CallErrorCode code(MeetingException.Rule rule) {
        return switch (rule) {
            case NOT_FOUND -> CallErrorCode.MEETING_NOT_FOUND;
            case LOCKED -> CallErrorCode.MEETING_LOCKED;
            case FULL -> CallErrorCode.MEETING_FULL;
            case LIMIT_REACHED -> CallErrorCode.LIMIT_REACHED;
        };
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        sessions.remove(session.getId());
        CallSocket socket = sockets.remove(session.getId());
        if (socket == null) {
            return;
        }
        byAttendee.computeIfPresent(socket.caller().attendee(), (id, own) -> {
            own.remove(session.getId());
            return own.isEmpty() ? null : own;
        });
        socket.disconnected();
        Room room = socket.room();
        if (room != null) {
            try {
                room.execute(() -> room.disconnected(socket));
            } catch (RejectedExecutionException e) {
                log.debug("The room's next tick finds this page gone", e);
            }
        }
    }

    private void closeIdlers() {
        long limit = properties.joinTimeout().toNanos();
        sockets.values().stream()
                .filter(socket -> socket.meeting() == null && socket.ageNanos() > limit)
                .forEach(socket -> socket.end(CallErrorCode.NOT_JOINED, "This page did not join a meeting."));
    }

    /** Closes every page that belongs to a sign-in session that has ended. */
    @EventListener
    void ended(SessionEnded ended) {
        sessions.forEach((id, session) -> {
            CallSocket socket = sockets.get(id);
            if (ended.key().equals(SessionKey.of(session)) && socket != null) {
                socket.end(CallErrorCode.SESSION_ENDED, "You have signed out.");
            }
        });
    }

    /** A call may last longer than a session may idle. */
    @Override
    public Collection<String> activeSessionKeys() {
        return sessions.values().stream().map(SessionKey::of).toList();
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
        senders.shutdownNow();
    }
}
