package org.chattycat.app.meeting;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.chattycat.app.identity.account.DisplayName;
import org.chattycat.app.platform.database.ExpiringData;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * The people who wait until a host of a meeting admits them. Whoever waits asks for the answer again and again, and gets it when it
 * is there; a page that stops asking no longer waits. Joining checks the answer, on every instance.
 */
@Service
public class WaitingRoom implements ExpiringData {
    /** How long somebody who was admitted may take to join. */
    private static final Duration ADMITTED_FOR = Duration.ofMinutes(5);

    /** How long any other answer can be read. Until then, a person who was denied cannot knock again. */
    private static final Duration ANSWERED_FOR = Duration.ofMinutes(1);

    /** How long a request waits for an answer. Longer than this, a page would not know whether the host is there. */
    private static final Duration HELD_FOR = Duration.ofSeconds(5);

    private final Hosts hosts;
    private final HostActions actions;
    private final KnockRepository knocks;
    private final MeetingRepository meetings;
    private final MeetingBatches batches;
    private final MeetingChanges changes;
    private final Participants participants;
    private final MeetingProperties properties;

    WaitingRoom(
            Hosts hosts,
            HostActions actions,
            KnockRepository knocks,
            MeetingRepository meetings,
            MeetingBatches batches,
            MeetingChanges changes,
            Participants participants,
            MeetingProperties properties) {
        this.hosts = hosts;
        this.actions = actions;
        this.knocks = knocks;
        this.meetings = meetings;
        this.batches = batches;
        this.changes = changes;
        this.participants = participants;
        this.properties = properties;
    }

    /** Where somebody stands who knocked. */
    enum State {
        WAITING,
        /** The person may join now. */
        ADMITTED,
        DENIED,
        /** The host ended the meeting for everybody. The person can knock again. */
        MEETING_ENDED,
        /** The person does not wait: nobody answered in time, or the page did not ask for too long. */
        NOT_WAITING
    }

    /**
     * What somebody who knocked is told.
     *
     * @param hostPresent whether a host is in the room, and so can answer
     * @param title of the meeting; null for none
     */
    record Told(
            State state,
            boolean hostPresent,
            @JsonInclude(JsonInclude.Include.NON_NULL) String title) {}

    /**
     * Lets a person wait. ADMITTED at once for people who need not wait. Fails with NOT_FOUND, LOCKED, or FULL when as many
     * wait as may.
     */
    @Transactional
    Mono<Told> knock(UUID meetingId, PersonId person, DisplayName name) {
        // The lock keeps the count true until the knock is added.
        Mono<State> waiting = meetings.lockRow(meetingId)
                .then(keepWaiting(meetingId, person))
                .filter(state -> state != State.MEETING_ENDED)
                .switchIfEmpty(Mono.defer(() -> add(meetingId, person, name)));
        return unlessOpen(meetingId, person, waiting);
    }

    /** Whether the person may join now. Whoever waits has to ask within {@code knock-window}. Fails with NOT_FOUND or LOCKED. */
    Mono<Told> state(UUID meetingId, PersonId person) {
        // The knock is read first: locking deletes it, and whoever is told that they do not wait would knock again.
        return keepWaiting(meetingId, person)
                .defaultIfEmpty(State.NOT_WAITING)
                .flatMap(waiting -> unlessOpen(meetingId, person, Mono.just(waiting)));
    }

    /**
     * The same, but not before the person has stopped waiting, a host has come or gone, or a few seconds have passed.
     *
     * @param hostPresent what the person was told last; null for nothing
     */
    Mono<Told> awaitNews(UUID meetingId, PersonId person, Boolean hostPresent) {
        return changes.outside(meetingId)
                .concatMap(change -> state(meetingId, person), 1)
                .filter(told ->
                        told.state() != State.WAITING || hostPresent != null && told.hostPresent() != hostPresent)
                .next()
                .timeout(HELD_FOR, Mono.defer(() -> state(meetingId, person)));
    }

    private Mono<Told> unlessOpen(UUID meetingId, PersonId person, Mono<State> waiting) {
        return participants
                .admission(meetingId, person)
                .switchIfEmpty(Mono.error(Participants::notFound))
                .flatMap(admission -> switch (admission) {
                    case OPEN -> Mono.just(State.ADMITTED);
                    case LOCKED -> Mono.error(Participants.locked());
                    case WAITS -> waiting;
                })
                .flatMap(state -> knocks.findOutside(meetingId)
                        .map(outside -> new Told(state, outside.hostPresent(), outside.title())));
    }

    private Mono<State> add(UUID meetingId, PersonId person, DisplayName name) {
        return knocks.countWaiting(meetingId)
                .flatMap(waiting -> waiting >= properties.maxWaiting()
                        ? Mono.error(new MeetingException(
                                MeetingException.Rule.FULL,
                                "Too many people wait already. Try again in a few minutes."))
                        : knocks.add(
                                        UUID.randomUUID(),
                                        meetingId,
                                        person.accountId(),
                                        person.guestId(),
                                        name.value(),
                                        properties.knockWindow().toMillis())
                                .thenReturn(State.WAITING));
    }

    private Mono<State> keepWaiting(UUID meetingId, PersonId person) {
        return knocks.keepWaiting(
                        meetingId,
                        person.id(),
                        properties.knockWindow().toMillis(),
                        properties.longestWait().toMillis())
                .map(State::valueOf);
    }

    /** The person no longer wants to join. */
    Mono<Void> withdraw(UUID meetingId, PersonId person) {
        return knocks.withdraw(meetingId, person.id());
    }

    /** Those who wait, in the order in which they knocked. For hosts only: the caller has checked that. */
    public Mono<List<Knock>> waiting(UUID meetingId) {
        return batches.knocks(List.of(meetingId)).map(found -> found.getOrDefault(meetingId, List.of()));
    }

    /** Switches the waiting room on, or off and admits everybody who waits. Fails with NOT_FOUND unless the account is a host. */
    @Transactional
    Mono<Void> setOn(UUID meetingId, UUID accountId, boolean on) {
        return hosts.require(meetingId, accountId)
                .then(actions.noteIf(
                        meetings.setWaitingRoom(meetingId, on),
                        on ? HostAction.Kind.WAITING_ROOM_OPENED : HostAction.Kind.WAITING_ROOM_CLOSED,
                        meetingId,
                        accountId))
                .then(
                        on
                                ? Mono.empty()
                                : answer(meetingId, null, State.ADMITTED).then());
    }

    /**
     * Admits or denies everybody who waits, or one of them. Fails with NOT_FOUND unless the account is a host, and for
     * somebody who no longer waits.
     *
     * @param only the id of the only knock; null for all
     */
    @Transactional
    Mono<Void> answer(UUID meetingId, UUID accountId, UUID only, boolean admitted) {
        return hosts.require(meetingId, accountId)
                .then(answer(meetingId, only, admitted ? State.ADMITTED : State.DENIED))
                .flatMap(answered -> only != null && answered == 0
                        ? Mono.error(
                                new MeetingException(MeetingException.Rule.NOT_FOUND, "This person no longer waits."))
                        : noteDenied(meetingId, accountId, admitted ? 0 : answered));
    }

    /** Admitted people are on the timeline by themselves. */
    private Mono<Void> noteDenied(UUID meetingId, UUID accountId, long denied) {
        return actions.noteIf(Mono.just(denied), HostAction.Kind.KNOCK_DENIED, meetingId, accountId);
    }

    /** Tells everybody who waits that the host ended the meeting. */
    Mono<Void> endMeeting(UUID meetingId) {
        return answer(meetingId, null, State.MEETING_ENDED).then();
    }

    private Mono<Long> answer(UUID meetingId, UUID only, State answer) {
        Duration counts = answer == State.ADMITTED ? ADMITTED_FOR : ANSWERED_FOR;
        return knocks.answer(meetingId, only, answer.name(), counts.toMillis());
    }

    @Override
    public Mono<Long> deleteExpired() {
        return knocks.deleteExpired();
    }
}
