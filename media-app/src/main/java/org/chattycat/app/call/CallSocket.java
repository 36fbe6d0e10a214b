package org.chattycat.app.call;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.chattycat.app.clock.Stamp;
import org.chattycat.app.identity.session.SessionKey;
import org.chattycat.app.platform.limits.TokenBucket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/** The WebSocket of one page. Sending never blocks the caller: a page that does not read loses its connection. */
final class CallSocket {
    private static final Logger log = LoggerFactory.getLogger(CallSocket.class);

    private final WebSocketSession session;
    private final Caller caller;
    private final CallProperties properties;
    private final Executor senders;
    private final SerialExecutor sending;
    private final AtomicLong queuedCharacters = new AtomicLong();
    private final TokenBucket allowance;
    private final long openedNanos = System.nanoTime();
    private volatile long heardNanos = openedNanos;
    private volatile boolean closed;
    private final AtomicReference<UUID> meeting = new AtomicReference<>();
    private volatile Room room;
    private volatile Stamp stamp;

    CallSocket(WebSocketSession session, Caller caller, CallProperties properties, Executor senders) {
        this.session = session;
        this.caller = caller;
        this.properties = properties;
        this.senders = senders;
        this.sending = new SerialExecutor(senders, properties.maxQueuedMessages());
        this.allowance = new TokenBucket(properties.messageBurst(), properties.messagesPerSecond(), System::nanoTime);
    }

    Caller caller() {
        return caller;
    }

    String sessionKey() {
        return SessionKey.of(session);
    }

    /** Records that a message arrived; false if the page sends too many. Called by the socket's reading thread only. */
    boolean heard() {
        heardNanos = System.nanoTime();
        return allowance.take();
    }

    /** Time since the last message, or since the connection closed. */
    long silentNanos() {
        return System.nanoTime() - heardNanos;
    }

    /** Records that the connection is closed, which counts as the last time that the page was heard. */
    void disconnected() {
        heardNanos = System.nanoTime();
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    long ageNanos() {
        return System.nanoTime() - openedNanos;
    }

    /** The room that this page has joined; null before that. */
    Room room() {
        return room;
    }

    void bind(Room joined) {
        room = joined;
    }

    /** The clock that this page draws into its picture; null for none. */
    Stamp stamp() {
        return stamp;
    }

    void bind(Stamp started) {
        stamp = started;
    }

    /** The meeting that this page has joined or is joining; null for none. */
    UUID meeting() {
        return meeting.get();
    }

    /** Binds this socket to a meeting; false if it is bound to another one. */
    boolean claim(UUID meetingId) {
        return meeting.compareAndSet(null, meetingId) || meetingId.equals(meeting.get());
    }

    /** Unbinds this socket from a meeting that it could not join. */
    void release(UUID meetingId) {
        if (room == null) {
            meeting.compareAndSet(meetingId, null);
        }
    }

    void send(ServerMessage message) {
        if (closed) {
            return;
        }
        String text = MessageCodec.write(message);
        if (queuedCharacters.addAndGet(text.length())
                > properties.maxQueuedSize().toBytes()) {
            drop();
            return;
        }
        enqueue(() -> {
            queuedCharacters.addAndGet(-text.length());
            if (!closed) {
                session.sendMessage(new TextMessage(text));
            }
        });
    }

    void fail(Long ref, CallErrorCode code, String sentence) {
        send(new ServerMessage.Failure(ref, code, sentence, false));
    }

    /** Sends the reason, then closes. */
    void end(CallErrorCode code, String sentence) {
        send(new ServerMessage.Failure(null, code, sentence, true));
        close(CloseStatus.POLICY_VIOLATION);
    }

    /** Closes after all queued messages are sent. */
    void close(CloseStatus status) {
        enqueue(() -> {
            closed = true;
            session.close(status);
        });
    }

    private interface Sending {
        void run() throws IOException;
    }

    private void enqueue(Sending task) {
        try {
            sending.execute(() -> {
                try {
                    task.run();
                } catch (IOException | RuntimeException e) {
                    // Tomcat throws several runtime exceptions for a connection that breaks during a write.
                    log.debug("The connection broke during a write", e);
                    drop();
                }
            });
        } catch (RejectedExecutionException e) {
            drop();
        }
    }

    /** Drops the connection without sending what is queued. The container then reports it as closed. */
    private void drop() {
        if (closed) {
            return;
        }
        closed = true;
        // On another thread: closing waits for a write that hangs.
        senders.execute(() -> {
            try {
                session.close(CloseStatus.SESSION_NOT_RELIABLE);
            } catch (IOException | RuntimeException e) {
                log.debug("Closing a broken connection failed", e);
            }
        });
    }
}
