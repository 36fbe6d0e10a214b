package org.chattycat.app.meeting;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.PersonPrincipal;
import org.chattycat.app.identity.audit.AuditedRateLimits;
import org.chattycat.app.meeting.code.ShortCode;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.limits.ClientAddress;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import reactor.core.publisher.Mono;

/** Shows the short codes of meetings, and finds meetings by them. */
@Controller
class ShortCodeController {
    private final ShortCodes codes;
    private final MeetingProperties properties;
    private final AuditedRateLimits limits;
    private final Blocking blocking;

    ShortCodeController(ShortCodes codes, MeetingProperties properties, AuditedRateLimits limits, Blocking blocking) {
        this.codes = codes;
        this.properties = properties;
        this.limits = limits;
        this.blocking = blocking;
    }

    @BatchMapping
    Mono<Map<Meeting, String>> shortCode(List<Meeting> meetings) {
        List<UUID> without = meetings.stream()
                .filter(meeting -> meeting.shortCode() == null)
                .map(Meeting::id)
                .toList();
        return codes.of(without).map(given -> {
            Map<Meeting, String> all = new HashMap<>();
            meetings.forEach(meeting ->
                    all.put(meeting, meeting.shortCode() == null ? given.get(meeting.id()) : meeting.shortCode()));
            return all;
        });
    }

    record Found(UUID meetingId) {}

    /**
     * Finds a meeting by a short code that somebody typed. Open to everybody, and limited because of that: each look-up takes from
     * the allowances of the client and of all clients, and gives back what it took if it finds a meeting. The answer is the same
     * for a code that no meeting has and for a meeting that does not admit the caller.
     */
    @GetMapping("/api/meeting-codes/{code}")
    @ResponseBody
    Found find(
            @PathVariable("code") String typed, @AuthenticationPrincipal Object principal, HttpServletRequest request) {
        // What is not a code is not looked up, so it is no guess.
        ShortCode code = ShortCode.find(typed).orElseThrow(ShortCodeController::unknown);
        String client = "code:client:" + ClientAddress.of(request);
        // Strangers cannot use up what accounts need.
        String overall = principal instanceof AccountPrincipal ? "code:accounts" : "code:strangers";
        limits.take(client, properties.wrongCodesPerClient(), "code", request);
        limits.take(overall, properties.wrongCodesOverall(), "code", request);
        UUID found = blocking.one(codes.find(code, principal instanceof PersonPrincipal person ? person : null));
        if (found == null) {
            throw unknown();
        }
        limits.giveBack(client, properties.wrongCodesPerClient());
        limits.giveBack(overall, properties.wrongCodesOverall());
        return new Found(found);
    }

    private static ProblemException unknown() {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "CODE_UNKNOWN",
                "There is no meeting with this code, or you may not join it. Check the code with the person who invited you.");
    }
}
