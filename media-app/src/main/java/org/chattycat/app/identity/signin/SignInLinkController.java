package org.chattycat.app.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.chattycat.app.identity.account.EmailAddress;
import org.chattycat.app.identity.account.Inputs;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.AuditedRateLimits;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.limits.ClientAddress;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sends sign-in links. Using a link creates the account, not requesting one. So a request does the same for every address, and
 * does not reveal who has an account.
 */
@RestController
class SignInLinkController {
    private final SignInLinks links;
    private final BrowserSecret browserSecret;
    private final KnownBrowsers knownBrowsers;
    private final SignInProperties properties;
    private final Blocking blocking;
    private final AuditedRateLimits limits;
    private final AuditLog audit;

    SignInLinkController(
            SignInLinks links,
            BrowserSecret browserSecret,
            KnownBrowsers knownBrowsers,
            SignInProperties properties,
            Blocking blocking,
            AuditedRateLimits limits,
            AuditLog audit) {
        this.links = links;
        this.browserSecret = browserSecret;
        this.knownBrowsers = knownBrowsers;
        this.properties = properties;
        this.blocking = blocking;
        this.limits = limits;
        this.audit = audit;
    }

    record LinkRequest(String email) {}

    @PostMapping("/api/sign-in/link")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SignInLinks.LinkSent send(@RequestBody LinkRequest body, HttpServletRequest request, HttpServletResponse response) {
        EmailAddress email = Inputs.email(body.email());
        checkLimits(email, request);
        String browser = browserSecret.ensure(request, response);
        SignInLinks.LinkSent sent = blocking.one(links.send(email, browser));
        audit.add(AuditKind.LINK_SENT, null, request, email.value());
        return sent;
    }

    /**
     * Takes from the narrowest allowance first, so that one client cannot use up the allowance of everybody. Browsers known to
     * the account have their own allowance, and no other limit applies to them.
     */
    private void checkLimits(EmailAddress email, HttpServletRequest request) {
        if (knownBrowsers.knows(email, request)) {
            limits.take("link:known:" + email.value(), properties.linksPerEmailAndClient(), email.value(), request);
            return;
        }
        String client = ClientAddress.of(request);
        limits.take("link:client:" + client, properties.linksPerClient(), "links-per-client", request);
        limits.take(
                "link:email:" + email.value() + ":" + client,
                properties.linksPerEmailAndClient(),
                email.value(),
                request);
        limits.take("link:email:" + email.value(), properties.linksPerEmail(), email.value(), request);
        limits.take("link:all", properties.linksOverall(), "links-overall", request);
    }
}
