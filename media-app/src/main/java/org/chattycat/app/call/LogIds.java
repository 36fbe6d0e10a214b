package org.chattycat.app.call;

import java.util.UUID;
import org.slf4j.MDC;

/**
 * The ids that messages of a room's tasks have as fields of their own in logs in JSON: which meeting and, if a task is about
 * one, which participant. Both are random, and only the database says who they are.
 */
final class LogIds {
    static final String MEETING = "meetingId";
    static final String PARTICIPANT = "participantId";

    private LogIds() {}

    /** Runs tasks of a meeting, on a thread that also has other work. */
    static void ofMeeting(UUID meetingId, Runnable tasks) {
        MDC.put(MEETING, meetingId.toString());
        try {
            tasks.run();
        } finally {
            MDC.remove(MEETING);
            MDC.remove(PARTICIPANT);
        }
    }

    /** The rest of the task that runs on this thread is about a participant, until the next one begins. */
    static void ofParticipant(UUID participantId) {
        MDC.put(PARTICIPANT, participantId.toString());
    }

    /** A task begins that is about no particular participant yet. */
    static void taskBegins() {
        MDC.remove(PARTICIPANT);
    }
}
