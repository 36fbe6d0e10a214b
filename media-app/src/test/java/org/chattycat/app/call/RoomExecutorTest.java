package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.JsonLog;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class RoomExecutorTest {
    private final UUID meeting = UUID.randomUUID();
    private final UUID participant = UUID.randomUUID();
    private final List<Map<String, String>> seen = new ArrayList<>();

    @Test
    void eachTaskHasTheIdsOfItsMeetingAndItsParticipant() {
        RoomExecutor room = new RoomExecutor(meeting, Runnable::run, 10, null, () -> {});
        room.execute(() -> {
            LogIds.ofParticipant(participant);
            note();
            // Waits for its turn.
            room.execute(this::note);
        });
        note();
        assertThat(seen)
                .containsExactly(
                        Map.of("meetingId", meeting.toString(), "participantId", participant.toString()),
                        Map.of("meetingId", meeting.toString()),
                        Map.of());
    }

    @Test
    void aTaskThatFailsIsLoggedWithThem() {
        RoomExecutor room = new RoomExecutor(meeting, Runnable::run, 10, null, () -> {});
        try (JsonLog log = new JsonLog(SerialExecutor.class)) {
            room.execute(() -> {
                LogIds.ofParticipant(participant);
                throw new IllegalStateException("broken");
            });
            assertThat(log.lines()).singleElement().satisfies(line -> {
                assertThat(line.get("message").asString()).isEqualTo("A task failed");
                assertThat(line.get("meetingId").asString()).isEqualTo(meeting.toString());
                assertThat(line.get("participantId").asString()).isEqualTo(participant.toString());
                assertThat(line.at("/error/message").asString()).isEqualTo("broken");
            });
        }
    }

    private void note() {
        Map<String, String> context = MDC.getCopyOfContextMap();
        seen.add(context == null ? Map.of() : Map.copyOf(context));
    }
}
