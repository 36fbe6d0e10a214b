package org.chattycat.app.call;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chattycat.app.meeting.Knock;
import org.chattycat.app.meeting.RoomState.RoomParticipant;

/** The people who wait for the host of a room, as the pages of the host show them. Used on the room's executor only. */
final class RoomKnocks {
    private final Room room;
    private final RoomServices services;
    private final Set<CallSocket> hosts = new HashSet<>();
    private List<Knock> told = List.of();

    RoomKnocks(Room room, RoomServices services) {
        this.room = room;
        this.services = services;
    }

    /** Reads who waits, if the host is here, and tells the host's pages what they do not know. */
    void follow() {
        Set<CallSocket> present = room.participants().stream()
                .filter(participant -> isHost(participant.id()))
                .map(LocalParticipant::socket)
                .collect(Collectors.toSet());
        List<Knock> waiting = present.isEmpty()
                ? List.of()
                : services.database().one(services.waitingRoom().waiting(room.meetingId()));
        ServerMessage knocks = new ServerMessage.Knocks(waiting);
        for (CallSocket host : present) {
            if (hosts.contains(host) ? !waiting.equals(told) : !waiting.isEmpty()) {
                host.send(knocks);
            }
        }
        told = waiting;
        hosts.clear();
        hosts.addAll(present);
    }

    /** Knocks expire without a notification. */
    void tick() {
        if (!told.isEmpty()) {
            follow();
        }
    }

    private boolean isHost(UUID participantId) {
        RoomParticipant participant = room.state().participants().get(participantId);
        return participant != null && participant.host();
    }
}
