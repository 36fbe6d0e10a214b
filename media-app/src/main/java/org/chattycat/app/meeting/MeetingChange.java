package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What changed in a meeting, and its state after that.
 *
 * @param kinds empty for the present state, with which a subscription begins
 * @param title null for none
 * @param recorded whether it is being recorded
 * @param startedAt when the first participant joined; null before
 * @param endedAt when the last participant left; null while somebody is in the room or before anybody has joined
 * @param present whoever is in the room, in the order of joining
 * @param joined whoever joined since the change before, also if they have left again
 * @param left whoever left since then
 */
record MeetingChange(
        Set<Kind> kinds,
        UUID meetingId,
        String title,
        boolean locked,
        boolean guestsAllowed,
        boolean waitingRoom,
        boolean stampsRequested,
        boolean recorded,
        Instant startedAt,
        Instant endedAt,
        List<Participant> present,
        List<Participant> joined,
        List<Participant> left) {
    /** The names are those of the GraphQL enum. */
    enum Kind {
        TITLE,
        LOCKED,
        GUESTS_ALLOWED,
        WAITING_ROOM,
        STAMPS_REQUESTED,
        RECORDING,
        CO_HOSTS,
        HANDS,
        JOINED,
        LEFT,
        ENDED
    }
}
