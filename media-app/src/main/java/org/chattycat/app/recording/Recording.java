package org.chattycat.app.recording;

import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.meeting.Participant;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A file of what one person published while the meeting was recorded.
 *
 * @param title of the meeting; null for none
 * @param shows CAMERA or SCREEN, as in GraphQL
 * @param at when it began
 * @param until null while it is being written
 * @param reason why it is cut off or failed, as a sentence; null otherwise
 * @param bytes its length, or what has arrived so far
 * @param deletable whether the account that asks may delete it
 */
@Table("recording")
record Recording(
        @Id UUID id,
        UUID meetingId,
        String title,
        String shows,
        Instant at,
        Instant until,
        State state,
        String reason,
        long bytes,
        boolean deletable,
        UUID participantId,
        String displayName,
        boolean guest,
        Instant joinedAt,
        Instant leftAt,
        Instant handRaisedAt) {
    /** The names are stored, and are those of the GraphQL enum. */
    enum State {
        RECORDING,
        COMPLETE,
        /** It broke off, and can be played up to there. */
        CUT_OFF,
        /** Nothing was recorded. */
        FAILED
    }

    public Participant participant() {
        return new Participant(participantId, meetingId, displayName, guest, joinedAt, leftAt, handRaisedAt);
    }

    /** Whether there is a file that can be played. */
    boolean isPlayable() {
        return state == State.COMPLETE || state == State.CUT_OFF;
    }

    /** The path of the file on this site; null while there is none. */
    public String path() {
        return isPlayable() ? "/api/recordings/" + id : null;
    }
}
