package org.chattycat.app.meeting;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.chattycat.app.identity.account.DisplayName;
import org.chattycat.app.identity.account.Inputs;
import org.chattycat.app.identity.account.PersonPrincipal;
import org.chattycat.app.identity.audit.AuditedRateLimits;
import org.chattycat.app.meeting.WaitingRoom.Told;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.limits.ClientAddress;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The waiting room as the people see it who wait: accounts, and guests of the meeting. */
@RestController
@RequestMapping("/api/meetings/{meetingId}/knock")
class KnockController {
    private final WaitingRoom waitingRoom;
    private final MeetingProperties properties;
    private final AuditedRateLimits limits;
    private final Blocking blocking;

    KnockController(
            WaitingRoom waitingRoom, MeetingProperties properties, AuditedRateLimits limits, Blocking blocking) {
        this.waitingRoom = waitingRoom;
        this.properties = properties;
        this.limits = limits;
        this.blocking = blocking;
    }

    record NewKnock(String displayName) {}

    /** Asks the hosts to be admitted. */
    @PostMapping
    Told knock(
            @PathVariable UUID meetingId,
            @RequestBody NewKnock body,
            @AuthenticationPrincipal PersonPrincipal person,
            HttpServletRequest request) {
        DisplayName name = Inputs.displayName(body.displayName());
        // First the client's allowance, so that one client cannot use up that of a meeting.
        limits.take("knock:client:" + ClientAddress.of(request), properties.knocksPerClient(), "knock", request);
        limits.take("knock:meeting:" + meetingId, properties.knocksPerMeeting(), "knock", request);
        return blocking.one(withProblems(waitingRoom.knock(meetingId, PersonId.of(person), name)));
    }

    /**
     * Whether a host has answered. Whoever stops asking no longer waits.
     *
     * @param wait whether to respond only when there is news, or after a few seconds. No thread waits meanwhile.
     * @param hostPresent what the page knows, so that another state is news; null for only answers
     */
    @GetMapping
    Mono<Told> state(
            @PathVariable UUID meetingId,
            @RequestParam(defaultValue = "false") boolean wait,
            @RequestParam(required = false) Boolean hostPresent,
            @AuthenticationPrincipal PersonPrincipal person) {
        PersonId id = PersonId.of(person);
        return withProblems(
                wait ? waitingRoom.awaitNews(meetingId, id, hostPresent) : waitingRoom.state(meetingId, id));
    }

    /** Stops waiting. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable UUID meetingId, @AuthenticationPrincipal PersonPrincipal person) {
        blocking.one(waitingRoom.withdraw(meetingId, PersonId.of(person)));
    }

    /** With the problems that clients get. */
    private static Mono<Told> withProblems(Mono<Told> told) {
        return told.onErrorMap(MeetingException.class, refused -> switch (refused.rule()) {
            case LOCKED -> new ProblemException(HttpStatus.FORBIDDEN, "MEETING_LOCKED", refused.getMessage());
            case FULL ->
                new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, "WAITING_ROOM_FULL", refused.getMessage());
            default -> new ProblemException(HttpStatus.NOT_FOUND, "MEETING_NOT_FOUND", refused.getMessage());
        });
    }
}
