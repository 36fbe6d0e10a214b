package org.chattycat.app.call;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chattycat.app.meeting.Knock;
import org.chattycat.app.meeting.RoomState.RoomParticipant;

/** The people who wait for the hosts of a room, as the pages of the hosts show them. Used on the room's executor only. */
final class RoomKnocks {
    private final Room room;
    private final RoomServices services;
    private final Set<CallSocket> hosts = new HashSet<>();
    private List<Knock> told = List.of();

    RoomKnocks(Room room, RoomServices services) {
        this.room = room;
        this.services = services;
    }

    /** Reads who waits, if a host is here, and tells the hosts' pages what they do not know. */
    void follow() {
        Set<CallSocket> present = presentHosts();
        List<Knock> waiting = present.isEmpty()
                ? List.of()
                : services.database().one(services.waitingRoom().waiting(room.meetingId()));
        ServerMessage knocks = new ServerMessage.Knocks(waiting);
        for (CallSocket host : present) {
            if (hosts.contains(host) ? !waiting.equals(told) : !waiting.isEmpty()) {
                host.send(knocks);
            }
        }
        if (!told.isEmpty()) {
            forgetOn(present);
        }
        told = waiting;
        hosts.clear();
        hosts.addAll(present);
    }

    /** Tells pages whose person has become a host, or is none any more. */
    void followHosts() {
        if (!presentHosts().equals(hosts)) {
            follow();
        }
    }

    /** Nobody waits, as far as pages know whose person is no host any more. */
    private void forgetOn(Set<CallSocket> present) {
        room.participants().stream()
                .map(LocalParticipant::socket)
                .filter(socket -> hosts.contains(socket) && !present.contains(socket))
                .forEach(socket -> socket.send(new ServerMessage.Knocks(List.of())));
    }

    private Set<CallSocket> presentHosts() {
        return room.participants().stream()
                .filter(participant -> isHost(participant.id()))
                .map(LocalParticipant::socket)
                .collect(Collectors.toSet());
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
