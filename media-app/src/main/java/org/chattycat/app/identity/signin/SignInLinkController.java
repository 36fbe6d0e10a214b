package org.chattycat.app.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.chattycat.app.identity.account.EmailAddress;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.limits.ClientAddress;
import org.chattycat.app.platform.limits.RateLimit;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.limits.RateLimits;
import org.chattycat.app.platform.mail.Email;
import org.chattycat.app.platform.mail.MailQueue;
import org.chattycat.app.platform.site.Problems;
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
    private final KnownBrowsers knownBrowsers;
    private final SignInProperties properties;
    private final PublicUrl publicUrl;
    private final MailQueue mailQueue;
    private final RateLimits limits;
    private final AuditLog audit;

    SignInLinkController(
            SignInTokens tokens,
            BrowserSecret browserSecret,
            KnownBrowsers knownBrowsers,
            SignInProperties properties,
            PublicUrl publicUrl,
            MailQueue mailQueue,
            RateLimits limits,
            AuditLog audit) {
        this.tokens = tokens;
        this.browserSecret = browserSecret;
        this.knownBrowsers = knownBrowsers;
        this.properties = properties;
        this.publicUrl = publicUrl;
        this.mailQueue = mailQueue;
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
        Email message = SignInEmail.write(email.value(), address, properties.linkLifetime());
        if (!mailQueue.accept(message.requestedBy(browser))) {
            return problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "MAIL_BUSY",
                    "No mail can be sent right now. Try again in a minute.");
        }
        audit.add(AuditKind.LINK_SENT, null, request, email.value());
        return ResponseEntity.accepted().body(new LinkSent(link.code()));
    }

    /**
     * The narrowest first: a flood of one client must not use up what everybody has. Browsers known to the account have an
     * allowance of their own that nobody else can use up, and that no limit of strangers narrows.
     */
    private void countOne(EmailAddress email, HttpServletRequest request) {
        if (knownBrowsers.knows(email, request)) {
            take("link:known:" + email.value(), properties.linksPerEmailAndClient(), email.value(), request);
            return;
        }
        String client = ClientAddress.of(request);
        take("link:client:" + client, properties.linksPerClient(), "links-per-client", request);
        take("link:email:" + email.value() + ":" + client, properties.linksPerEmailAndClient(), email.value(), request);
        take("link:email:" + email.value(), properties.linksPerEmail(), email.value(), request);
        take("link:all", properties.linksOverall(), "links-overall", request);
    }

    /** @param detail for the audit log: an address only where its own allowance is used up, since clients make up others */
    private void take(String bucket, RateLimit limit, String detail, HttpServletRequest request) {
        try {
            limits.take(bucket, limit);
        } catch (RateLimitedException e) {
            audit.add(AuditKind.RATE_LIMITED, null, request, detail);
            throw e;
        }
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String code, String sentence) {
        return ResponseEntity.of(Problems.problem(status, code, sentence)).build();
    }
}
