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
    private final ViewerQualityStore store;
    private final Clock clock;

    ViewerReports(CameraToServer cameraToServer, ViewerQualityStore store, Clock clock) {
        this.cameraToServer = cameraToServer;
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
     * @return the whole way of the frames
     */
    public GlassToGlass add(
            UUID meetingId,
            UUID participantId,
            UUID viewerId,
            Instant second,
            Double clockErrorMs,
            ViewerReport report) {
        GlassToGlass way =
                GlassToGlass.of(cameraToServer.of(report.publicationId()).orElse(null), report);
        store.add(new ViewerQuality(
                UUID.randomUUID(),
                meetingId,
                report.publicationId(),
                participantId,
                viewerId,
                second,
                clockErrorMs,
                report,
                way));
        return way;
    }
}
