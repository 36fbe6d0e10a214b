package org.chattycat.app.identity.guest;

import java.util.UUID;
import org.chattycat.app.identity.account.PersonPrincipal;
import reactor.core.publisher.Mono;

/** What guests need to know about meetings. The package of meetings implements it. */
public interface MeetingEntrance {
    /** The settings of a meeting; empty when there is no such meeting. */
    Mono<Settings> settings(UUID meetingId);

    /** How a meeting receives this person. Empty when there is no such meeting, or the person may not join it at all. */
    Mono<Admission> admission(UUID meetingId, PersonPrincipal person);

    /** How a meeting receives somebody. Its host, and people who were in it before, may always join. */
    enum Admission {
        OPEN,
        /** The host has to admit the person first. */
        WAITS,
        /** Nobody new may join. */
        LOCKED
    }

    /**
     * @param guestsAllowed whether people without an account may join
     * @param locked whether nobody new may join
     * @param waitingRoom whether the host admits everybody who is new
     * @param title null for none
     * @param recorded whether it is being recorded
     */
    record Settings(boolean guestsAllowed, boolean locked, boolean waitingRoom, String title, boolean recorded) {
        /** Settings of a meeting that a guest cannot join, whether it exists or not. */
        static final Settings CLOSED = new Settings(false, false, false, null, false);
    }
}
