package org.chattycat.app.call;

import java.util.concurrent.RejectedExecutionException;
import org.chattycat.app.clock.ClockErrorCode;
import org.chattycat.app.clock.ClockException;
import org.chattycat.app.clock.ServerTime;
import org.chattycat.app.clock.Stamp;
import org.chattycat.app.meeting.MeetingException;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.kurento.client.MediaServerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

/** Passes each message of a page to the page's room, and answers with an error if that fails. */
@Component
final class MessageDispatcher {
    private static final Logger log = LoggerFactory.getLogger(MessageDispatcher.class);

    private final Rooms rooms;
    private final ServerTime time;
    private final CallMeters meters;

    MessageDispatcher(Rooms rooms, ServerTime time, CallMeters meters) {
        this.rooms = rooms;
        this.time = time;
        this.meters = meters;
    }

    /** Whether pages may be here, see {@link Rooms#isRunning}. */
    boolean isOpen() {
        return rooms.isRunning();
    }

    /** @throws RejectedExecutionException if too many tasks wait in the room, or the instance stops */
    void dispatch(CallSocket socket, ClientMessage message) {
        meters.received(message);
        if (message instanceof ClientMessage.Ping ping) {
            Double serverMs = ping.sentMs() == null ? null : time.millis();
            socket.send(new ServerMessage.Pong(ping.sentMs(), serverMs));
        } else if (message instanceof ClientMessage.StampReport report) {
            // At once: the report is compared with the time of its arrival.
            report(socket, report);
        } else if (message instanceof ClientMessage.Join join) {
            join(socket, join);
        } else if (message instanceof ClientMessage.Leave leave) {
            leave(socket, leave);
        } else if (socket.room() != null) {
            Room room = socket.room();
            room.execute(() -> reportingErrors(socket, message, () -> room.handle(socket, message)));
        } else {
            fail(socket, ref(message), CallErrorCode.NOT_JOINED, "Join the meeting first.");
        }
    }

    private void join(CallSocket socket, ClientMessage.Join join) {
        if (!isOpen()) {
            throw new RejectedExecutionException("This instance stops");
        }
        if (!socket.claim(join.meetingId())) {
            fail(socket, join.ref(), CallErrorCode.BAD_MESSAGE, "This page is in another meeting.");
            return;
        }
        rooms.inRoom(
                join.meetingId(),
                room -> reportingErrors(socket, join, () -> {
                    try {
                        room.join(socket, join);
                    } finally {
                        // Before the answer: a refused page may ask for another meeting at once.
                        socket.release(join.meetingId());
                    }
                }));
    }

    /** A page may leave while it is still joining: the room then handles one after the other. */
    private void leave(CallSocket socket, ClientMessage.Leave leave) {
        Room joined = socket.room();
        if (joined != null) {
            joined.execute(() -> reportingErrors(socket, leave, () -> joined.leave(socket)));
        } else if (socket.meeting() != null) {
            rooms.inRoom(socket.meeting(), room -> reportingErrors(socket, leave, () -> room.leave(socket)));
        }
        socket.close(CloseStatus.NORMAL);
    }

    private void report(CallSocket socket, ClientMessage.StampReport report) {
        Stamp stamp = socket.stamp();
        if (stamp == null || !stamp.id().equals(report.clockId()) || !stamp.isOpen()) {
            fail(socket, null, CallErrorCode.CLOCK_ENDED, "This page has no stamp clock with this id.");
            return;
        }
        stamp.report(report.value());
    }

    private void reportingErrors(CallSocket socket, ClientMessage message, Runnable task) {
        Long ref = ref(message);
        String type = message.getClass().getSimpleName();
        try {
            task.run();
        } catch (CallException e) {
            fail(socket, ref, e.code(), e.getMessage());
        } catch (ClockException e) {
            fail(socket, ref, code(e.code()), e.getMessage());
        } catch (MeetingException e) {
            fail(socket, ref, code(e.rule()), e.getMessage());
        } catch (MediaServerException e) {
            log.info("The media server refused {}: {}", type, e.getMessage());
            switch (e.reason()) {
                case BAD_SDP ->
                    fail(socket, ref, CallErrorCode.BAD_SDP, "The media server cannot read this session description.");
                case FULL ->
                    fail(
                            socket,
                            ref,
                            CallErrorCode.MEDIA_SERVER_FULL,
                            "The media server is full. There is room again when other people leave.");
                case GONE, UNAVAILABLE ->
                    fail(
                            socket,
                            ref,
                            CallErrorCode.MEDIA_SERVER_UNAVAILABLE,
                            "The media server does not answer. Try again in a moment.");
            }
        } catch (RuntimeException e) {
            if (DatabaseFailure.isOutage(e)) {
                log.debug("{} failed because the database is unavailable", type, e);
                fail(socket, ref, CallErrorCode.DATABASE_AWAY, "The database does not answer. The call continues.");
                return;
            }
            log.error("{} failed", type, e);
            fail(socket, ref, CallErrorCode.INTERNAL, "Something went wrong on the server. Try again in a moment.");
        }
    }

    private void fail(CallSocket socket, Long ref, CallErrorCode code, String sentence) {
        meters.failed(code);
        socket.fail(ref, code, sentence);
    }

    private static Long ref(ClientMessage message) {
        return message instanceof ClientMessage.Request request ? request.ref() : null;
    }

    static CallErrorCode code(ClockErrorCode code) {
        return switch (code) {
            case TOO_MANY_CLOCKS, RATE_LIMITED -> CallErrorCode.LIMIT_REACHED;
            case CLOCK_WRONG -> CallErrorCode.CLOCK_WRONG;
            case DATABASE_AWAY -> CallErrorCode.DATABASE_AWAY;
            case BAD_MESSAGE -> CallErrorCode.BAD_MESSAGE;
            case LINK_EXPIRED, LINK_UNKNOWN, MEETING_OVER -> CallErrorCode.NOT_JOINED;
        };
    }

    private static CallErrorCode code(MeetingException.Rule rule) {
        return switch (rule) {
            case NOT_FOUND -> CallErrorCode.MEETING_NOT_FOUND;
            case LOCKED -> CallErrorCode.MEETING_LOCKED;
            case ADMISSION_REQUIRED -> CallErrorCode.ADMISSION_REQUIRED;
            case FULL -> CallErrorCode.MEETING_FULL;
            case LIMIT_REACHED -> CallErrorCode.LIMIT_REACHED;
        };
    }
}
