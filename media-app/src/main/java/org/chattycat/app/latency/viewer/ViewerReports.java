package org.chattycat.app.latency.viewer;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Takes the reports of viewers' pages, derives glass to glass, and has both stored. */
@Component
public class ViewerReports {
    private final CameraToServer cameraToServer;
    private final RecentFrames recentFrames;
    private final ViewerQualityStore store;
    private final Clock clock;

    ViewerReports(CameraToServer cameraToServer, RecentFrames recentFrames, ViewerQualityStore store, Clock clock) {
        this.cameraToServer = cameraToServer;
        this.recentFrames = recentFrames;
        this.store = store;
        this.clock = clock;
    }

    /** The second to which a report that arrives now belongs. There is one report per second of each viewer and publication. */
    public Instant currentSecond() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Stores a report. The caller has checked that the viewer views the publication, and that the second has no report yet.
     *
     * @param participantId who publishes
     * @param clockErrorMs bound of the error of the page's clock in ms; null while it is not synchronised
     * @param mediaServerMs time that the video spends in the media server; null if unknown
     * @return the row that will be stored
     */
    public ViewerQuality add(
            UUID meetingId,
            UUID participantId,
            UUID viewerId,
            Instant second,
            Double clockErrorMs,
            Double mediaServerMs,
            ViewerReport report) {
        UUID publicationId = report.publicationId();
        GlassToGlass way = GlassToGlass.of(cameraToServer.of(publicationId).orElse(null), report, mediaServerMs);
        MatchedFrames matched =
                report.frames().isEmpty() ? null : MatchedFrames.of(recentFrames.of(publicationId), report.frames());
        ViewerQuality row = new ViewerQuality(
                UUID.randomUUID(),
                meetingId,
                publicationId,
                participantId,
                viewerId,
                second,
                clockErrorMs,
                report,
                way,
                matched);
        store.add(row);
        return row;
    }
}
