package org.chattycat.app.meeting;

import java.security.Principal;
import java.util.UUID;
import java.util.function.Function;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.platform.query.Ids;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What subscriptions to a meeting have in common: who may have them, for how long, and how much waits for a slow client. */
@Component
public class MeetingSubscriptions {
    /** About ten seconds of a dozen clocks. A client that reads more slowly gets the newest values. */
    private static final int MAX_WAITING = 1000;

    private final Meetings meetings;
    private final AccessWatch access;

    MeetingSubscriptions(Meetings meetings, AccessWatch access) {
        this.meetings = meetings;
        this.access = access;
    }

    /**
     * The values of a meeting, until the account loses the access to it. Fails with INVALID_ARGUMENT for a meeting that the
     * request may not see.
     *
     * @param values of the meeting with this id
     */
    public <T> Flux<T> whileVisible(String meetingId, Principal principal, Function<UUID, Flux<T>> values) {
        Grant grant = Grant.of(principal);
        UUID id = Ids.read(meetingId, "meetingId");
        return meetings.findVisible(id, grant)
                .switchIfEmpty(Mono.error(
                        () -> new InvalidArgumentException("There is no such meeting, or you may not see it.")))
                .flatMapMany(meeting -> values.apply(id))
                .takeUntilOther(access.revoked(id, grant.accountId()))
                .onBackpressureBuffer(MAX_WAITING, BufferOverflowStrategy.DROP_OLDEST);
    }
}
