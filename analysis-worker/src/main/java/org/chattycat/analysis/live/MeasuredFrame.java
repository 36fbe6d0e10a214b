package org.chattycat.analysis.live;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The first frame that shows a text of a clock: the frame before it showed another one. So a viewer's page, which receives the
 * same frames, can tell which of its frames this is. Instants have microseconds.
 *
 * @param clockId the code's {@code oTI} id, null if it has none
 * @param clockAt the instant that the clock code shows
 * @param rtpTimestamp when the frame was taken, in 1/90000 s, wrapping, with the offset of this worker's stream. A media server
 *     gives each receiver's stream an offset of its own; differences are the same for all
 * @param firstPacketAt arrival of the frame's first packet at the worker
 * @param lastPacketAt arrival of its last
 */
public record MeasuredFrame(
        UUID publicationId,
        String clockId,
        Instant clockAt,
        int rtpTimestamp,
        Instant firstPacketAt,
        Instant lastPacketAt) {
    public MeasuredFrame {
        Objects.requireNonNull(publicationId);
        Objects.requireNonNull(clockAt);
        Objects.requireNonNull(firstPacketAt);
        Objects.requireNonNull(lastPacketAt);
    }
}
