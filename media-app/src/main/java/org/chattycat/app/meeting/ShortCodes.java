package org.chattycat.app.meeting;

import java.util.UUID;
import org.chattycat.app.identity.account.PersonPrincipal;
import org.chattycat.app.identity.guest.GuestPrincipal;
import org.chattycat.app.meeting.code.ShortCode;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The short codes of meetings. A meeting gets its code when somebody who may see it asks for it first, and keeps it. */
@Service
public class ShortCodes {
    /** Of 100,000 meetings, one in 200 million gets a code that another one has. */
    private static final int RETRIES = 5;

    private final MeetingRepository meetings;

    ShortCodes(MeetingRepository meetings) {
        this.meetings = meetings;
    }

    /** The code of a meeting; empty when there is no such meeting. */
    public Mono<String> of(UUID meetingId) {
        return Mono.defer(() ->
                        meetings.giveShortCode(meetingId, ShortCode.random().text()))
                .retryWhen(Retry.max(RETRIES).filter(DuplicateKeyException.class::isInstance));
    }

    /**
     * The meeting with a code. Empty when there is none, and when it does not admit this person at all: an account that was
     * removed from it, and people without an account where guests are not allowed.
     *
     * @param person null for somebody who is neither signed in nor a guest
     */
    Mono<UUID> find(ShortCode code, PersonPrincipal person) {
        return person == null || person instanceof GuestPrincipal
                ? meetings.findIdForStrangers(code.text())
                : meetings.findIdForAccount(code.text(), person.id());
    }
}
