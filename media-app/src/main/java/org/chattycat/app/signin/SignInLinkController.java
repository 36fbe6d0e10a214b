package org.chattycat.app.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.chattycat.app.account.EmailAddress;
import org.chattycat.app.audit.AuditKind;
import org.chattycat.app.audit.AuditLog;
import org.chattycat.app.config.PublicUrl;
import org.chattycat.app.limits.ClientAddress;
import org.chattycat.app.limits.RateLimitedException;
import org.chattycat.app.limits.RateLimits;
import org.chattycat.app.mail.Letter;
import org.chattycat.app.mail.PostOffice;
import org.chattycat.app.site.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sends sign-in links. An account is made when a link is used, not when it is asked for, so asking does the same thing for
 * every address and cannot tell who has an account.
 */
@RestController
class SignInLinkController {
    private final SignInTokens tokens;
    private final BrowserSecret browserSecret;
    private final SignInProperties properties;
    private final PublicUrl publicUrl;
    private final PostOffice postOffice;
    private final RateLimits limits;
    private final AuditLog audit;

    SignInLinkController(
            SignInTokens tokens,
            BrowserSecret browserSecret,
            SignInProperties properties,
            PublicUrl publicUrl,
            PostOffice postOffice,
            RateLimits limits,
            AuditLog audit) {
        this.tokens = tokens;
        this.browserSecret = browserSecret;
        this.properties = properties;
        this.publicUrl = publicUrl;
        this.postOffice = postOffice;
        this.limits = limits;
        this.audit = audit;
    }

    record LinkRequest(String email) {}

    /** @param code to be typed where the link is opened in another browser than this one */
    record LinkSent(String code) {}

    @PostMapping("/api/sign-in/link")
    ResponseEntity<?> send(@RequestBody LinkRequest body, HttpServletRequest request, HttpServletResponse response) {
        EmailAddress email;
        try {
            email = EmailAddress.parse(body.email());
        } catch (IllegalArgumentException e) {
            return problem(HttpStatus.BAD_REQUEST, "BAD_EMAIL", e.getMessage());
        }
        countOne(email, request);
        String browser = browserSecret.ensure(request, response);
        SignInLink link = tokens.generate(new SignInLinkRequest(email, browser, properties.linkLifetime()));
        String address = publicUrl.at("/sign-in#token=" + link.tokenValue());
        Letter letter = SignInLetter.write(email.value(), address, properties.linkLifetime());
        if (!postOffice.accept(letter.askedForBy(browser))) {
            return problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "MAIL_BUSY",
                    "No mail can be sent right now. Try again in a minute.");
        }
        audit.add(AuditKind.LINK_SENT, null, request, email.value());
        return ResponseEntity.accepted().body(new LinkSent(link.code()));
    }

    /** The narrowest first: a flood of one client must not use up what everybody has. */
    private void countOne(EmailAddress email, HttpServletRequest request) {
        try {
            limits.take("link:client:" + ClientAddress.of(request), properties.linksPerClient());
            limits.take("link:email:" + email.value(), properties.linksPerEmail());
            limits.take("link:all", properties.linksOverall());
        } catch (RateLimitedException e) {
            audit.add(AuditKind.RATE_LIMITED, null, request, email.value());
            throw e;
        }
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String code, String sentence) {
        return ResponseEntity.of(Problems.problem(status, code, sentence)).build();
    }
}
