package org.chattycat.app.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The session of a participant in a meeting. It continues on another WebSocket when one breaks. */
final class ParticipantSession implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Guest guest;
    private final Recovery recovery;
    private final Consumer<JsonNode> listener;
    private volatile CallSocket socket;
    private String participantId;
    private String resumeToken;
    private int turn;

    /** @param listener gets every message, see {@link CallSocket#open} */
    ParticipantSession(Guest guest, Recovery recovery, Consumer<JsonNode> listener) {
        this.guest = guest;
        this.recovery = recovery;
        this.listener = listener;
    }

    /** The latest one; null before {@link #join}. For every thread. */
    CallSocket socket() {
        return socket;
    }

    /** @return the message {@code joined} */
    JsonNode join() throws IOException {
        return open(guest.session().base());
    }

    /**
     * Continues after the WebSocket broke.
     *
     * @param leaving ends the attempts
     * @return the message {@code joined}
     * @throws IOException if no instance continues the session within the limit
     */
    JsonNode resume(BooleanSupplier leaving) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + recovery.limit().toNanos();
        String former = participantId;
        String reason = "no attempt was made";
        while (!leaving.getAsBoolean() && System.nanoTime() - deadline < 0) {
            String base = recovery.instances().get(turn++ % recovery.instances().size());
            try {
                JsonNode joined = open(base);
                if (!participantId.equals(former)) {
                    throw new SessionLostException();
                }
                return joined;
            } catch (SessionLostException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                reason = e.toString();
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        throw new IOException("not resumed: " + reason);
    }

    private static final class SessionLostException extends IOException {
        private static final long serialVersionUID = 1L;

        private SessionLostException() {
            super("the server had removed the participant");
        }
    }

    private JsonNode open(String base) throws IOException {
        CallSocket opened = CallSocket.open(guest.session(), base, base, listener);
        try {
            Map<String, Object> request = new HashMap<>(Map.of("meetingId", guest.meetingId()));
            if (resumeToken != null) {
                request.put("resumeToken", resumeToken);
            }
            JsonNode answer = opened.request("join", request).join();
            if (!answer.path("type").asString().equals("joined")) {
                throw new IOException(
                        "'join' was refused: " + answer.path("code").asString());
            }
            participantId = answer.path("participantId").asString();
            resumeToken = answer.path("resumeToken").asString();
            socket = opened;
            return answer;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Breaks the connection. */
    @Override
    public void close() {
        if (socket != null) {
            socket.close();
        }
    }
}
