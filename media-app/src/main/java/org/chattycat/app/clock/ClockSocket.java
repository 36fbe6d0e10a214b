package org.chattycat.app.clock;

import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/**
 * The WebSocket of one clock page. Sends one message after another, asynchronously: a page that does not read loses its
 * connection, and never holds up a thread.
 */
final class ClockSocket implements ClockChannel {
    private static final Logger log = LoggerFactory.getLogger(ClockSocket.class);
    /** About ten seconds of messages. */
    private static final int MAX_WAITING = 64;

    private final WebSocketSession session;
    private final Session container;
    private final Executor closers;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final long openedNanos = System.nanoTime();
    private boolean sending;
    private boolean ended;

    /** @param closers runs the closing of a connection, which may block */
    ClockSocket(WebSocketSession session, Session container, Executor closers) {
        this.session = session;
        this.container = container;
        this.closers = closers;
    }

    long ageNanos() {
        return System.nanoTime() - openedNanos;
    }

    @Override
    public void send(ClockAnswer answer) {
        enqueue(ClockCodec.write(answer), false);
    }

    @Override
    public void end(ClockException reason) {
        enqueue(ClockCodec.write(new ClockAnswer.Failure(reason.code(), reason.getMessage())), true);
    }

    @Override
    public void hangUp() {
        close(CloseStatus.SESSION_NOT_RELIABLE);
    }

    private void enqueue(String text, boolean last) {
        boolean full;
        synchronized (this) {
            if (ended) {
                return;
            }
            full = waiting.size() == MAX_WAITING;
            ended = last || full;
            if (!full) {
                waiting.addLast(text);
                if (sending) {
                    return;
                }
                sending = true;
            }
        }
        if (full) {
            hangUp();
        } else {
            sendNext();
        }
    }

    /** Only one send is in progress at a time. */
    private void sendNext() {
        String next;
        boolean close;
        synchronized (this) {
            next = waiting.pollFirst();
            sending = next != null;
            close = next == null && ended;
        }
        if (next != null) {
            try {
                container.getAsyncRemote().sendText(next, this::sent);
            } catch (RuntimeException e) {
                // Tomcat throws several runtime exceptions for a connection that is closing.
                log.debug("The connection broke during a write", e);
                hangUp();
            }
        } else if (close) {
            close(CloseStatus.POLICY_VIOLATION);
        }
    }

    private void sent(SendResult result) {
        if (result.isOK()) {
            sendNext();
        } else {
            log.debug("The connection broke during a write", result.getException());
            hangUp();
        }
    }

    private void close(CloseStatus status) {
        closers.execute(() -> {
            try {
                session.close(status);
            } catch (IOException | RuntimeException e) {
                log.debug("Closing a broken connection failed", e);
            }
        });
    }
}
