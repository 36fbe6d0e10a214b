package org.chattycat.app.latency.live;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;

/**
 * One second of one publication's video, as the worker received it. Null means unknown.
 *
 * @param startsAt a whole second
 * @param lossPercent null if no packet was expected
 * @param jitterMs interarrival jitter (RFC 3550) at the end of the second
 * @param width of the last decoded frame in pixels; null for none
 * @param brightness mean luma, 0 to 255
 * @param sharpness variance of the Laplacian of the luma
 */
record MeasuredVideoQuality(
        UUID meetingId,
        UUID participantId,
        UUID publicationId,
        Instant startsAt,
        double bitsPerSecond,
        int packetsReceived,
        int packetsLost,
        Double lossPercent,
        double jitterMs,
        double framesPerSecond,
        int framesDropped,
        int freezes,
        double frozenMs,
        Integer width,
        Integer height,
        Double brightness,
        Double sharpness,
        Double mediaServerMs) {
    private static final double BITS_PER_BYTE = 8;
    private static final double PERCENT = 100;

    /** A row of {@code video_quality_window}. */
    static MeasuredVideoQuality read(Readable row) {
        int received = row.get("packets_received", Integer.class);
        int lost = row.get("packets_lost", Integer.class);
        return new MeasuredVideoQuality(
                row.get("meeting_id", UUID.class),
                row.get("participant_id", UUID.class),
                row.get("publication_id", UUID.class),
                row.get("starts_at", Instant.class),
                BITS_PER_BYTE * row.get("bytes_received", Long.class),
                received,
                lost,
                received + lost == 0 ? null : PERCENT * lost / (received + lost),
                row.get("jitter_ms", Double.class),
                row.get("frames_decoded", Integer.class),
                row.get("frames_dropped", Integer.class),
                row.get("freezes", Integer.class),
                row.get("frozen_ms", Double.class),
                row.get("width", Integer.class),
                row.get("height", Integer.class),
                row.get("brightness", Double.class),
                row.get("sharpness", Double.class),
                row.get("media_server_ms", Double.class));
    }
}
