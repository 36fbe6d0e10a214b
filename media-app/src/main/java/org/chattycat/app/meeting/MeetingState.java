package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What subscribers learn of a meeting at one moment.
 *
 * @param recorded whether it is being recorded
 * @param coHosts their accounts
 * @param newest when the last participant of all joined; null before anybody has
 * @param people whoever is in the room or was at the moment before, and whoever came since, by id, in the order of joining
 */
record MeetingState(
        UUID meetingId,
        String title,
        boolean locked,
        boolean guestsAllowed,
        boolean waitingRoom,
        boolean stampsRequested,
        boolean recorded,
        Set<UUID> coHosts,
        Instant startedAt,
        Instant endedAt,
        Instant newest,
        Map<UUID, Participant> people) {
    /** The present state, as if nothing had changed. */
    MeetingChange unchanged() {
        return change(Set.of(), List.of(), List.of());
    }

    /** What changed since a state before; without kinds where nothing did. */
    MeetingChange since(MeetingState before) {
        Set<MeetingChange.Kind> kinds = EnumSet.noneOf(MeetingChange.Kind.class);
        List<Participant> joined = new ArrayList<>();
        List<Participant> left = new ArrayList<>();
        for (Participant person : people.values()) {
            Participant known = before.people.get(person.id());
            if (known == null) {
                joined.add(person);
            }
            if (person.leftAt() != null && (known == null || known.leftAt() == null)) {
                left.add(person);
            }
        }
        note(kinds, MeetingChange.Kind.TITLE, !Objects.equals(title, before.title));
        note(kinds, MeetingChange.Kind.LOCKED, locked != before.locked);
        note(kinds, MeetingChange.Kind.GUESTS_ALLOWED, guestsAllowed != before.guestsAllowed);
        note(kinds, MeetingChange.Kind.WAITING_ROOM, waitingRoom != before.waitingRoom);
        note(kinds, MeetingChange.Kind.STAMPS_REQUESTED, stampsRequested != before.stampsRequested);
        note(kinds, MeetingChange.Kind.RECORDING, recorded != before.recorded);
        note(kinds, MeetingChange.Kind.CO_HOSTS, !coHosts.equals(before.coHosts));
        note(kinds, MeetingChange.Kind.HANDS, handsChangedSince(before));
        note(kinds, MeetingChange.Kind.JOINED, !joined.isEmpty());
        note(kinds, MeetingChange.Kind.LEFT, !left.isEmpty());
        note(kinds, MeetingChange.Kind.ENDED, endedAt != null && !endedAt.equals(before.endedAt));
        return change(kinds, joined, left);
    }

    /** Whether somebody who was in the room and still is raised or lowered the hand. */
    private boolean handsChangedSince(MeetingState before) {
        return people.values().stream()
                .filter(person -> person.leftAt() == null)
                .anyMatch(person -> {
                    Participant known = before.people.get(person.id());
                    return known != null && !Objects.equals(known.handRaisedAt(), person.handRaisedAt());
                });
    }

    private static void note(Set<MeetingChange.Kind> kinds, MeetingChange.Kind kind, boolean changed) {
        if (changed) {
            kinds.add(kind);
        }
    }

    private MeetingChange change(Set<MeetingChange.Kind> kinds, List<Participant> joined, List<Participant> left) {
        return new MeetingChange(
                Set.copyOf(kinds),
                meetingId,
                title,
                locked,
                guestsAllowed,
                waitingRoom,
                stampsRequested,
                recorded,
                startedAt,
                endedAt,
                people.values().stream()
                        .filter(person -> person.leftAt() == null)
                        .toList(),
                joined,
                left);
    }
}
