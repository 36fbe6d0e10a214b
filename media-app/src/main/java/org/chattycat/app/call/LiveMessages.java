package org.chattycat.app.call;

import java.util.List;
import java.util.stream.Collectors;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LiveListener;
import org.chattycat.analysis.live.LiveMeasurement;
import org.chattycat.app.latency.LiveValues;
import org.springframework.stereotype.Component;

/** Sends what workers measure to all pages of the room. */
@Component
final class LiveMessages implements LiveListener {
    private final Rooms rooms;

    LiveMessages(Rooms rooms, LiveValues liveValues) {
        this.rooms = rooms;
        liveValues.listen(this);
    }

    @Override
    public void measured(List<LiveMeasurement> measurements) {
        measurements.stream()
                .collect(Collectors.groupingBy(LiveMeasurement::meetingId))
                .forEach((meetingId, ofMeeting) -> rooms.served(meetingId)
                        .ifPresent(room -> room.broadcast(new ServerMessage.Latency(ofMeeting.stream()
                                .map(ServerMessage.Measurement::of)
                                .toList()))));
    }

    @Override
    public void advised(Advice advice) {
        rooms.served(advice.meetingId()).ifPresent(room -> room.broadcast(ServerMessage.Advised.of(advice)));
    }
}
