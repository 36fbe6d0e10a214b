package org.chattycat.app.call;

import java.util.List;
import java.util.stream.Collectors;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.LiveListener;
import org.chattycat.analysis.live.SeenCodes;
import org.chattycat.app.latency.LiveValues;
import org.springframework.stereotype.Component;

/** Sends what workers measure to all pages of the room, and what they see in a camera's picture to its owner's page. */
@Component
final class LiveMessages implements LiveListener {
    private final Rooms rooms;

    LiveMessages(Rooms rooms, LiveValues liveValues) {
        this.rooms = rooms;
        liveValues.listen(this);
    }

    @Override
    public void measured(List<LatencySample> samples) {
        samples.stream()
                .collect(Collectors.groupingBy(LatencySample::meetingId))
                .forEach((meetingId, ofMeeting) -> rooms.served(meetingId)
                        .ifPresent(room -> room.broadcast(new ServerMessage.Latency(ofMeeting))));
    }

    @Override
    public void advised(Advice advice) {
        rooms.served(advice.meetingId()).ifPresent(room -> room.broadcast(ServerMessage.Advised.of(advice)));
    }

    @Override
    public void codesSeen(SeenCodes seen) {
        rooms.served(seen.meetingId())
                .ifPresent(room -> room.tell(
                        seen.participantId(), new ServerMessage.CodeSeen(seen.publicationId(), seen.codes())));
    }
}
