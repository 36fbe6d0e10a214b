package org.chattycat.app.clock;

import java.util.UUID;
import java.util.function.Consumer;
import org.chattycat.analysis.live.ClockSource;
import org.springframework.stereotype.Component;

/** Starts the clocks that pages draw into their own pictures. Their messages come over the call. */
@Component
public class Stamps {
    private final OpenClocks clocks;

    Stamps(OpenClocks clocks) {
        this.clocks = clocks;
    }

    /**
     * Leases an id. Blocks.
     *
     * @param ended called, on any thread, when the server ends the stamp; must not block
     * @throws ClockException if there are too many, or the participant has left
     */
    public Stamp start(UUID meetingId, UUID participantId, Consumer<ClockException> ended) {
        ClockChannel channel = new ClockChannel() {
            @Override
            public void send(ClockAnswer answer) {
                // What the worker sees of a stamp, its page receives over the call as latency.
            }

            @Override
            public void end(ClockException reason) {
                ended.accept(reason);
            }

            @Override
            public void hangUp() {
                // The page is silent, so it learns by its next report.
            }
        };
        return new Stamp(
                clocks,
                clocks.open(new ClockLeases.Owner(ClockSource.STAMP, meetingId, participantId, null), channel, false));
    }
}
