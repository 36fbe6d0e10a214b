package org.chattycat.app.latency.export;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.security.Principal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.chattycat.app.identity.account.BearerPrincipal;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.SharedLinkPrincipal;
import org.chattycat.app.identity.token.BearerTokens;
import org.chattycat.app.latency.history.HistoryParticipants;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.meeting.Meetings;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sends the samples of a meeting as a file of any length. */
@RestController
class SampleFileController implements DisposableBean {
    /** Most files are complete by then. */
    private static final String RETRY_AFTER_SECONDS = "60";

    private final Meetings meetings;
    private final SamplePages pages;
    private final HistoryParticipants participants;
    private final BearerTokens tokens;
    private final Blocking blocking;
    private final Clock clock;
    private final FileSlots slots = new FileSlots();
    private final ExecutorService reader =
            Executors.newFixedThreadPool(FileSlots.MOST, new CustomizableThreadFactory("export-"));

    SampleFileController(
            Meetings meetings,
            SamplePages pages,
            HistoryParticipants participants,
            BearerTokens tokens,
            Blocking blocking,
            Clock clock) {
        this.meetings = meetings;
        this.pages = pages;
        this.participants = participants;
        this.tokens = tokens;
        this.blocking = blocking;
        this.clock = clock;
    }

    /**
     * The file. The header {@code X-Row-Count} says how many rows it will have, and JSON lines end with a line that says how many
     * it has. A file that is not complete ends without the end of its HTTP message.
     *
     * @param from the first instant of arrival; the beginning of the meeting without it
     * @param to the first instant after the range; now without it
     * @param after the id and the arrival of the last row that the client has, to continue a file that broke off
     */
    @GetMapping({"/api/meetings/{meetingId}/samples.csv", "/api/meetings/{meetingId}/samples.jsonl"})
    void download(
            @PathVariable UUID meetingId,
            @RequestParam(required = false) Instant from,
            @RequestParam(required = false) Instant to,
            @RequestParam(required = false) UUID participant,
            @RequestParam(required = false) String after,
            Principal principal,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, SQLException {
        Meeting meeting = visible(meetingId, principal);
        SampleRange range = SampleRange.of(
                meetingId, participant, from == null ? meeting.createdAt() : from, to == null ? clock.instant() : to);
        SampleCursor cursor = after == null ? null : SampleCursor.parse(after);
        SampleFormat format = request.getServletPath().endsWith(".csv") ? new CsvFormat() : new JsonLinesFormat();
        UUID fileReader = fileReader(principal);
        takeSlot(fileReader, response);
        try {
            long rows = pages.count(range, cursor);
            blocking.one(participants.check(meetingId, "participant", rows == 0 ? participant : null, rows));
            response.setContentType(format.contentType());
            response.setHeader(
                    "Content-Disposition",
                    "attachment; filename=\"latency-%s.%s\"".formatted(meetingId, format.extension()));
            response.setHeader("X-Row-Count", Long.toString(rows));
            response.setHeader("Vary", "Accept-Encoding");
            boolean compressed = ContentCoding.accepts(request.getHeader("Accept-Encoding"));
            if (compressed) {
                response.setHeader("Content-Encoding", "gzip");
            }
            if (request.getMethod().equals("GET")) {
                SampleFile file = new SampleFile(pages, reader, range, format);
                OutputStream out = response.getOutputStream();
                OutputStream coded = compressed ? ContentCoding.gzip(out) : out;
                file.write(cursor, rows, () -> maySee(meetingId, principal), coded);
                // Not after a failure: the end of the gzip data, as that of the message, says that the file is
                // complete.
                coded.close();
            }
        } finally {
            slots.release(fileReader);
        }
    }

    private void takeSlot(UUID fileReader, HttpServletResponse response) {
        try {
            slots.take(fileReader);
        } catch (ProblemException e) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
            throw e;
        }
    }

    /** All readers of a shared link count as one, and so do all programs of an account. */
    private static UUID fileReader(Principal principal) {
        return principal instanceof Authentication authentication
                        && authentication.getPrincipal() instanceof SharedLinkPrincipal link
                ? link.bearerId()
                : Grant.of(principal).accountId();
    }

    /** Who is removed, or whose token or link is revoked, gets a file that breaks off. */
    private boolean maySee(UUID meetingId, Principal principal) {
        return !isRevoked(principal) && find(meetingId, principal) != null;
    }

    private Meeting visible(UUID meetingId, Principal principal) {
        Meeting meeting = find(meetingId, principal);
        if (meeting == null) {
            throw new ProblemException(
                    HttpStatus.NOT_FOUND, "NOT_FOUND", "There is no such meeting, or you may not see it.");
        }
        return meeting;
    }

    private Meeting find(UUID meetingId, Principal principal) {
        return blocking.one(meetings.findVisible(meetingId, Grant.of(principal)));
    }

    private boolean isRevoked(Principal principal) {
        return principal instanceof Authentication authentication
                && authentication.getPrincipal() instanceof BearerPrincipal bearer
                && blocking.one(tokens.valid(List.of(bearer.bearerId()))).isEmpty();
    }

    @Override
    public void destroy() {
        reader.shutdownNow();
    }
}
