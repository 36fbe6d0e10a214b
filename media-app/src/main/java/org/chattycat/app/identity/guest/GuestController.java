package org.chattycat.app.identity.guest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.DisplayName;
import org.chattycat.app.identity.account.Inputs;
import org.chattycat.app.identity.account.PersonPrincipal;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.AuditedRateLimits;
import org.chattycat.app.identity.guest.MeetingEntrance.Admission;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.limits.ClientAddress;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Lets people without an account join a meeting. Open to everybody who knows the link of the meeting. */
@RestController
@RequestMapping("/api/meetings/{meetingId}/guests")
class GuestController {
    private final Guests guests;
    private final MeetingEntrance entrance;
    private final GuestSessions sessions;
    private final GuestProperties properties;
    private final AuditedRateLimits limits;
    private final Blocking blocking;
    private final AuditLog audit;

    GuestController(
            Guests guests,
            MeetingEntrance entrance,
            GuestSessions sessions,
            GuestProperties properties,
            AuditedRateLimits limits,
            Blocking blocking,
            AuditLog audit) {
        this.guests = guests;
        this.entrance = entrance;
        this.sessions = sessions;
        this.properties = properties;
        this.limits = limits;
        this.blocking = blocking;
        this.audit = audit;
    }

    /**
     * @param allowed whether people without an account may join
     * @param locked whether the lock keeps the caller out; reported to strangers only for meetings that admit guests
     * @param waits whether the host has to admit the caller first; of strangers only for meetings that admit guests
     * @param exists whether there is such a meeting and the caller was not removed from it; null for callers without an account
     * @param title null for none, and for callers whom the meeting does not admit
     * @param recorded whether the meeting is being recorded; false for callers whom it does not admit
     */
    record Entrance(
            boolean allowed,
            boolean locked,
            boolean waits,
            @JsonInclude(JsonInclude.Include.NON_NULL) Boolean exists,
            @JsonInclude(JsonInclude.Include.NON_NULL) String title,
            boolean recorded) {}

    record NewGuest(String displayName) {}

    record Entered(UUID meetingId, String displayName) {}

    /**
     * Reports whether the caller can join. Strangers get the same answer for a meeting that does not admit guests and for one
     * that does not exist. An account and a guest of the meeting get the answer that joining would give.
     */
    @GetMapping
    Entrance entrance(@PathVariable UUID meetingId, @AuthenticationPrincipal Object principal) {
        return blocking.one(settings(meetingId).flatMap(settings -> {
            boolean admitsStrangers = settings.guestsAllowed() && !settings.locked();
            Entrance forStrangers = new Entrance(
                    settings.guestsAllowed(),
                    settings.guestsAllowed() && settings.locked(),
                    settings.guestsAllowed() && settings.waitingRoom(),
                    null,
                    admitsStrangers ? settings.title() : null,
                    admitsStrangers && settings.recorded());
            if (!(principal instanceof PersonPrincipal person)) {
                return Mono.just(forStrangers);
            }
            boolean account = person instanceof AccountPrincipal;
            return entrance.admission(meetingId, person)
                    .map(admission -> new Entrance(
                            settings.guestsAllowed(),
                            admission == Admission.LOCKED,
                            admission == Admission.WAITS,
                            account ? true : null,
                            admission == Admission.LOCKED ? null : settings.title(),
                            admission != Admission.LOCKED && settings.recorded()))
                    .defaultIfEmpty(new Entrance(
                            forStrangers.allowed(),
                            forStrangers.locked(),
                            forStrangers.waits(),
                            account ? false : null,
                            null,
                            false));
        }));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Entered enter(
            @PathVariable UUID meetingId,
            @RequestBody NewGuest body,
            @AuthenticationPrincipal Object principal,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (principal instanceof AccountPrincipal) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "SIGNED_IN", "You are signed in. Join with your account instead.");
        }
        DisplayName name = Inputs.displayName(body.displayName());
        checkLimits(meetingId, request);
        GuestPrincipal guest = blocking.one(admit(meetingId, name));
        sessions.begin(guest, request, response);
        audit.add(AuditKind.GUEST_ENTERED, null, request, "meeting " + meetingId);
        return new Entered(meetingId, name.value());
    }

    private Mono<GuestPrincipal> admit(UUID meetingId, DisplayName name) {
        return guests.add(meetingId, name)
                .switchIfEmpty(
                        Mono.defer(
                                () -> settings(meetingId)
                                        .flatMap(
                                                settings -> Mono.error(
                                                        settings.guestsAllowed() && settings.locked()
                                                                ? new ProblemException(
                                                                        HttpStatus.FORBIDDEN,
                                                                        "MEETING_LOCKED",
                                                                        "This meeting is locked. Nobody new can join.")
                                                                : new ProblemException(
                                                                        HttpStatus.NOT_FOUND,
                                                                        "NO_GUESTS",
                                                                        "Guests cannot join this meeting. Sign in, or ask the host to allow guests.")))));
    }

    private Mono<MeetingEntrance.Settings> settings(UUID meetingId) {
        return entrance.settings(meetingId).defaultIfEmpty(MeetingEntrance.Settings.CLOSED);
    }

    /** Takes from the client's allowance first, so that one client cannot use up the allowance of a meeting. */
    private void checkLimits(UUID meetingId, HttpServletRequest request) {
        limits.take("guest:client:" + ClientAddress.of(request), properties.perClient(), "guest", request);
        if (blocking.one(settings(meetingId)).guestsAllowed()) {
            limits.take("guest:meeting:" + meetingId, properties.perMeeting(), "guest", request);
        }
    }
}
