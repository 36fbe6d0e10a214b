package org.chattycat.app.latency.export;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.token.AccessTokens;
import org.chattycat.app.identity.token.TokenAuthentication;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.meeting.Meetings;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sends the samples of a meeting as a CSV file. However long it is, one page of it is in memory at a time. */
@RestController
class SampleCsvController {
    /** Files that are written at the same time. Each reads about as fast as a core can. */
    private static final int MAX_CONCURRENT = 4;

    private final Meetings meetings;
    private final SampleCsv samples;
    private final AccessTokens tokens;
    private final Blocking blocking;
    private final Clock clock;
    private final Semaphore free = new Semaphore(MAX_CONCURRENT);

    SampleCsvController(Meetings meetings, SampleCsv samples, AccessTokens tokens, Blocking blocking, Clock clock) {
        this.meetings = meetings;
        this.samples = samples;
        this.tokens = tokens;
        this.blocking = blocking;
        this.clock = clock;
    }

    /**
     * The file. The header {@code X-Row-Count} says how many rows it will have. A file that breaks off can be continued: rows are
     * in order of arrival, and then of id.
     *
     * @param from the first instant of arrival; the beginning of the meeting without it
     * @param to the first instant after the range; now without it
     */
    @GetMapping("/api/meetings/{meetingId}/samples.csv")
    void download(
            @PathVariable UUID meetingId,
            @RequestParam(required = false) Instant from,
            @RequestParam(required = false) Instant to,
            @RequestParam(required = false) UUID participant,
            Principal principal,
            HttpServletResponse response)
            throws IOException, SQLException {
        Meeting meeting = visible(meetingId, principal);
        SampleRange range = new SampleRange(
                meetingId, participant, from == null ? meeting.createdAt() : from, to == null ? clock.instant() : to);
        if (!range.from().isBefore(range.to())) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "RANGE_REVERSED", "'from' must be before 'to'.");
        }
        if (!free.tryAcquire()) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE, "BUSY", "Several files are being written. Try again in a minute.");
        }
        try {
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader("Content-Disposition", "attachment; filename=\"latency-%s.csv\"".formatted(meetingId));
            response.setHeader("X-Row-Count", Long.toString(samples.count(range)));
            write(range, principal, response.getOutputStream());
        } finally {
            free.release();
        }
    }

    /** Checks the access again for each page: who is removed, or whose token is revoked, gets a file that breaks off. */
    private void write(SampleRange range, Principal principal, OutputStream out) throws IOException, SQLException {
        out.write(SampleCsv.HEADER.getBytes(StandardCharsets.UTF_8));
        String condition = SampleCsv.all(range);
        while (condition != null) {
            SampleCsv.Page page = samples.page(range, condition);
            out.write(page.csv());
            out.flush();
            condition = page.next();
            if (condition != null && (isRevoked(principal) || find(range.meetingId(), principal) == null)) {
                throw new IOException("the account may no longer see the meeting");
            }
        }
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
        return principal instanceof TokenAuthentication token
                && blocking.one(tokens.valid(List.of(token.getPrincipal().tokenId()))
                                .next())
                        == null;
    }
}
