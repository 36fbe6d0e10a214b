package org.chattycat.app.latency.viewer;

import java.time.Instant;
import java.util.UUID;

/**
 * One second of one publication on one viewer's page: a row of the table {@code viewer_quality_window}.
 *
 * @param participantId who publishes
 * @param viewerId the participant whose page reported
 * @param startsAt the second, by the server's clock, in which the report arrived; it is about the second before
 * @param clockErrorMs bound of the error of the page's clock against the server's in ms; null while it is not synchronised
 * @param matchedFrames frames that a worker timed too; null if there is none
 */
public record ViewerQuality(
        UUID id,
        UUID meetingId,
        UUID publicationId,
        UUID participantId,
        UUID viewerId,
        Instant startsAt,
        Double clockErrorMs,
        ViewerReport report,
        GlassToGlass glassToGlass,
        MatchedFrames matchedFrames) {}
