package org.chattycat.app.identity.guest;

import java.util.UUID;
import org.chattycat.app.identity.account.PersonPrincipal;
import reactor.core.publisher.Mono;

/** What guests need to know about meetings. The package of meetings implements it. */
public interface MeetingEntrance {
    /** The settings of a meeting; empty when there is no such meeting. */
    Mono<Settings> settings(UUID meetingId);

    /**
     * Whether the lock of a meeting keeps this person out. Empty when there is no such meeting, or the person may not join it
     * for another reason.
     */
    Mono<Boolean> isLockedFor(UUID meetingId, PersonPrincipal person);

    /**
     * @param guestsAllowed whether people without an account may join
     * @param locked whether nobody new may join
     * @param title null for none
     */
    record Settings(boolean guestsAllowed, boolean locked, String title) {
        /** Settings of a meeting that a guest cannot join, whether it exists or not. */
        static final Settings CLOSED = new Settings(false, false, null);
    }
}
