package org.chattycat.app.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chattycat.app.latency.viewer.ViewerQuality;
import org.chattycat.app.latency.viewer.ViewerReport;
import org.chattycat.app.latency.viewer.ViewerReports;
import org.chattycat.app.meeting.RoomState;

/**
 * Accepts what pages report about the publications that they view: only those, and each once a second. Ignores the rest, which a
 * page may send around the end of a publication.
 *
 * @param state the room now
 */
record ViewerReporting(UUID meetingId, RoomState state, ViewerReports reports) {
    /** Answers with what follows from the report. On the room's executor. */
    void take(LocalParticipant viewer, ClientMessage.ViewerReported message) {
        Instant second = reports.currentSecond();
        List<ServerMessage.PublicationQuality> derived = new ArrayList<>();
        for (ViewerReport report : message.publications()) {
            UUID id = report.publicationId();
            RoomState.Published published = state.publication(id).orElse(null);
            Viewing viewing = viewer.viewing(id)
                    .filter(found -> found.claimReport(second))
                    .orElse(null);
            if (published != null && viewing != null) {
                ViewerQuality row = reports.add(
                        meetingId,
                        published.participantId(),
                        viewer.id(),
                        second,
                        message.clockErrorMs(),
                        viewing.mediaServerMs(),
                        report);
                derived.add(new ServerMessage.PublicationQuality(id, row.glassToGlass(), row.matchedFrames()));
                if (row.glassToGlass().cameraToServerMs() != null) {
                    viewing.readMediaServer();
                }
            }
        }
        if (!derived.isEmpty()) {
            viewer.send(new ServerMessage.ViewerQuality(derived));
        }
    }
}
