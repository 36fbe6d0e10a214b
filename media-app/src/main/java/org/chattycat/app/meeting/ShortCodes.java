package org.chattycat.app.meeting;

import java.util.List;
import java.util.Map;
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
    /** Codes have 44.3 bits. With 100,000 meetings, the next code is taken already with a probability of 1 in 200 million. */
    private static final int RETRIES = 5;

    private final MeetingRepository meetings;
    private final MeetingBatches batches;

    ShortCodes(MeetingRepository meetings, MeetingBatches batches) {
        this.meetings = meetings;
        this.batches = batches;
    }

    /** The code of a meeting; empty when there is no such meeting. */
    public Mono<String> of(UUID meetingId) {
        return of(List.of(meetingId)).mapNotNull(codes -> codes.get(meetingId));
    }

    /** The codes of meetings by their ids, without those that do not exist. */
    Mono<Map<UUID, String>> of(List<UUID> meetingIds) {
        return meetingIds.isEmpty()
                ? Mono.just(Map.of())
                : Mono.defer(() -> batches.giveShortCodes(
                                meetingIds,
                                meetingIds.stream()
                                        .map(id -> ShortCode.random().text())
                                        .toList()))
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
