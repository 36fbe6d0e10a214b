package org.chattycat.app.identity.guest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.DisplayName;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.meeting.Attendee;
import org.chattycat.app.meeting.ParticipantRepository;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.limits.ClientAddress;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.limits.RateLimits;
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

/** The way into a meeting without an account, open to everybody who knows the link. */
@RestController
@RequestMapping("/api/meetings/{meetingId}/guests")
class GuestController {
    private final Guests guests;
    private final ParticipantRepository participants;
    private final GuestSessions sessions;
    private final GuestProperties properties;
    private final RateLimits limits;
    private final Blocking blocking;
    private final AuditLog audit;

    GuestController(
            Guests guests,
            ParticipantRepository participants,
            GuestSessions sessions,
            GuestProperties properties,
            RateLimits limits,
            Blocking blocking,
            AuditLog audit) {
        this.guests = guests;
        this.participants = participants;
        this.sessions = sessions;
        this.properties = properties;
        this.limits = limits;
        this.blocking = blocking;
        this.audit = audit;
    }

    /**
     * @param allowed whether people come in without an account
     * @param locked whether the lock keeps the asker out; told to strangers only of meetings that allow guests
     * @param exists whether there is such a meeting, and the asker was not removed from it; null for an asker without an account
     */
    record Entrance(
            boolean allowed,
            boolean locked,
            @JsonInclude(JsonInclude.Include.NON_NULL) Boolean exists) {}

    record Name(String displayName) {}

    record Entered(UUID meetingId, String displayName) {}

    /**
     * For a stranger the same for a meeting without guests and for none at all. An account and a guest of the meeting are told
     * what joining would tell them, so that nobody gets ready to join in vain.
     */
    @GetMapping
    Entrance entrance(@PathVariable UUID meetingId, @AuthenticationPrincipal Object principal) {
        boolean allowed = Boolean.TRUE.equals(blocking.one(guests.allowed(meetingId)));
        Attendee asker = attendee(principal);
        Boolean lockedOut = asker == null ? null : blocking.one(participants.lockedOut(meetingId, asker));
        return new Entrance(
                allowed,
                lockedOut == null ? blocking.one(guests.locked(meetingId)) : lockedOut,
                principal instanceof AccountPrincipal ? lockedOut != null : null);
    }

    private static Attendee attendee(Object principal) {
        if (principal instanceof AccountPrincipal account) {
            return Attendee.account(account.accountId());
        }
        return principal instanceof GuestPrincipal guest ? Attendee.guest(guest.guestId()) : null;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Entered enter(
            @PathVariable UUID meetingId,
            @RequestBody Name body,
            @AuthenticationPrincipal Object principal,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (principal instanceof AccountPrincipal) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "SIGNED_IN", "You are signed in: join with your account instead.");
        }
        DisplayName name;
        try {
            name = new DisplayName(body.displayName());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "BAD_NAME", e.getMessage());
        }
        countOne(meetingId, request);
        GuestPrincipal guest = blocking.one(guests.add(meetingId, name));
        if (guest == null && blocking.one(guests.locked(meetingId))) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN, "MEETING_LOCKED", "This meeting is locked. Nobody new can join.");
        }
        if (guest == null) {
            throw new ProblemException(
                    HttpStatus.NOT_FOUND,
                    "NO_GUESTS",
                    "Guests cannot join this meeting. Sign in, or ask the host to allow guests.");
        }
        sessions.begin(guest, request, response);
        audit.add(AuditKind.GUEST_ENTERED, null, request, "meeting " + meetingId);
        return new Entered(meetingId, name.value());
    }

    /** The client first: a flood from one place must not use up what a meeting has. */
    private void countOne(UUID meetingId, HttpServletRequest request) {
        try {
            limits.take("guest:client:" + ClientAddress.of(request), properties.perClient());
            if (Boolean.TRUE.equals(blocking.one(guests.allowed(meetingId)))) {
                limits.take("guest:meeting:" + meetingId, properties.perMeeting());
            }
        } catch (RateLimitedException e) {
            audit.add(AuditKind.RATE_LIMITED, null, request, "guest");
            throw e;
        }
    }
}
