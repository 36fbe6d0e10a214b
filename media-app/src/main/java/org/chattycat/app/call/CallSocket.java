package org.chattycat.app.call;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/** One page's socket. Sending never blocks the caller: a page that does not read loses its socket. */
final class CallSocket {
    private static final Logger log = LoggerFactory.getLogger(CallSocket.class);

    private final WebSocketSession session;
    private final Caller caller;
    private final CallProperties properties;
    private final LongSupplier nanoTime;
    private final Executor senders;
    private final SerialExecutor transport;
    private final AtomicLong queuedCharacters = new AtomicLong();
    private final TokenBucket allowance;
    private final long openedNanos;
    private volatile long heardNanos;
    private volatile boolean closed;
    private final AtomicReference<UUID> meeting = new AtomicReference<>();
    private volatile Room room;

    CallSocket(
            WebSocketSession session,
            Caller caller,
            CallProperties properties,
            Executor senders,
            LongSupplier nanoTime) {
        this.session = session;
        this.caller = caller;
        this.properties = properties;
        this.nanoTime = nanoTime;
        this.senders = senders;
        this.transport = new SerialExecutor(senders, properties.maxQueuedMessages());
        this.allowance = new TokenBucket(properties.messageBurst(), properties.messagesPerSecond(), nanoTime);
        this.openedNanos = nanoTime.getAsLong();
        this.heardNanos = openedNanos;
    }

    Caller caller() {
        return caller;
    }

    /** Notes a sign of life; false when the page says more than it may. Called by the socket's reading thread only. */
    boolean heard() {
        heardNanos = nanoTime.getAsLong();
        return allowance.take();
    }

    long heardNanos() {
        return heardNanos;
    }

    /** Notes that the connection is gone, which is heard at that moment for the last time. */
    void disconnected() {
        heardNanos = nanoTime.getAsLong();
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    long ageNanos() {
        return nanoTime.getAsLong() - openedNanos;
    }

    /** The room that this page is in; null before it has joined one. */
    Room room() {
        return room;
    }

    void bind(Room joined) {
        room = joined;
    }

    /** The meeting that this page is in, or is joining; null for none. */
    UUID meeting() {
        return meeting.get();
    }

    /** Binds this socket to a meeting; false when it is bound to another already. */
    boolean claim(UUID meetingId) {
        return meeting.compareAndSet(null, meetingId) || meetingId.equals(meeting.get());
    }

    /** Lets go of a meeting that could not be joined. */
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
            giveUp();
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

    /** Says why, then closes. */
    void end(CallErrorCode code, String sentence) {
        send(new ServerMessage.Failure(null, code, sentence, true));
        close(CloseStatus.POLICY_VIOLATION);
    }

    /** Closes after what is queued. */
    void close(CloseStatus status) {
        enqueue(() -> {
            closed = true;
            session.close(status);
        });
    }

    private interface Sending {
        void run() throws IOException;
    }

    private void enqueue(Sending sending) {
        try {
            transport.execute(() -> {
                try {
                    sending.run();
                } catch (IOException | RuntimeException e) {
                    // Tomcat throws a handful of runtime exceptions for a connection that broke while writing.
                    log.debug("A page is gone while being written to", e);
                    giveUp();
                }
            });
        } catch (RejectedExecutionException e) {
            giveUp();
        }
    }

    /** Drops the connection without ceremony; the container then reports it as closed. */
    private void giveUp() {
        if (closed) {
            return;
        }
        closed = true;
        // Not here: closing waits for a write that hangs.
        senders.execute(() -> {
            try {
                session.close(CloseStatus.SESSION_NOT_RELIABLE);
            } catch (IOException | RuntimeException e) {
                log.debug("Closing a broken connection failed", e);
            }
        });
    }
}
