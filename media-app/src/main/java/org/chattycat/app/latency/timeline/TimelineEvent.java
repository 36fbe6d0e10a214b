package org.chattycat.app.latency.timeline;

import java.time.Instant;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;

/** Something that happened in a meeting, at an instant or over a span. The names are those of the GraphQL types. */
sealed interface TimelineEvent {
    UUID id();

    /** The instant, or the start of the span. */
    Instant at();

    /** The end of the span; null for an instant, and while it goes on. */
    Instant until();

    /** From joining to leaving. */
    record Stay(UUID id, Instant at, Instant until, UUID participantId, String displayName) implements TimelineEvent {}

    /** The host let a participant in, who had to wait for that. */
    record Admission(UUID id, Instant at, Instant until, UUID participantId, String displayName)
            implements TimelineEvent {}

    /** A screen that somebody shared. */
    record ScreenShare(UUID id, Instant at, Instant until, UUID participantId) implements TimelineEvent {}

    /**
     * A note.
     *
     * @param author the present name of the account
     * @param deletable whether the account that asks may delete it
     */
    record Annotation(UUID id, Instant at, Instant until, String text, String author, boolean deletable)
            implements TimelineEvent {}

    /**
     * Successive minutes in which clocks in somebody's video were proven wrong.
     *
     * @param samples how many samples do not count because of that
     */
    record ClockFault(UUID id, Instant at, Instant until, UUID participantId, ClockSource source, long samples)
            implements TimelineEvent {}

    /**
     * A time in which an alert rule was broken.
     *
     * @param kind a value of AlertKind in GraphQL
     * @param threshold in ms or percent; null for no reading
     * @param value what was measured when it began; null for no reading
     */
    record Alert(
            UUID id,
            Instant at,
            Instant until,
            UUID participantId,
            String kind,
            Double threshold,
            int seconds,
            Double value)
            implements TimelineEvent {}

    /**
     * Something that a host did.
     *
     * @param action a value of HostActionKind in GraphQL
     * @param actor the present name of the account that did it; null once that account is deleted
     * @param targetId the participant to whom it was done; null for everybody in the room, and for the meeting itself
     */
    record HostAction(UUID id, Instant at, Instant until, String action, String actor, UUID targetId)
            implements TimelineEvent {}

    /** From raising a hand to lowering it. */
    record RaisedHand(UUID id, Instant at, Instant until, UUID participantId, String displayName)
            implements TimelineEvent {}

    /** @param reaction a value of ReactionKind in GraphQL */
    record Reaction(UUID id, Instant at, Instant until, UUID participantId, String displayName, String reaction)
            implements TimelineEvent {}

    /** A time in which the meeting's media server did not answer. */
    record MediaServerOutage(UUID id, Instant at, Instant until) implements TimelineEvent {}
}
