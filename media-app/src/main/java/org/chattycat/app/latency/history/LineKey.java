package org.chattycat.app.latency.history;

import io.r2dbc.spi.Readable;
import java.util.Comparator;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;

/** What no figure mixes: participants and kinds of clocks. */
record LineKey(UUID participantId, ClockSource source) implements Comparable<LineKey> {
    private static final Comparator<LineKey> ORDER =
            Comparator.comparing(LineKey::participantId).thenComparing(LineKey::source);

    static LineKey of(Readable row) {
        return new LineKey(row.get("participant_id", UUID.class), ClockSource.valueOf(row.get("source", String.class)));
    }

    @Override
    public int compareTo(LineKey other) {
        return ORDER.compare(this, other);
    }
}
