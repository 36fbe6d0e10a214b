package org.chattycat.app.call;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.chattycat.app.alert.OpenAlert;

/** The alerts that a room's pages show. Used on the room's executor only. */
final class RoomAlerts {
    private final UUID meetingId;
    private final RoomServices services;
    private final Consumer<ServerMessage> broadcast;
    private List<OpenAlert> told = List.of();

    /** @param broadcast sends a message to all pages of the room on this instance */
    RoomAlerts(UUID meetingId, RoomServices services, Consumer<ServerMessage> broadcast) {
        this.meetingId = meetingId;
        this.services = services;
        this.broadcast = broadcast;
    }

    /** Reads the alerts that go on, and tells all pages if they have changed. */
    void follow() {
        List<OpenAlert> open = services.database().all(services.alerts().open(meetingId));
        if (!open.equals(told)) {
            told = open;
            broadcast.accept(new ServerMessage.Alerts(open));
        }
    }

    /** Tells a page that joins. It knows of none. */
    void catchUp(CallSocket socket) {
        follow();
        if (!told.isEmpty()) {
            socket.send(new ServerMessage.Alerts(told));
        }
    }
}
