package org.chattycat.app.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.chattycat.app.identity.account.AccountEmails;
import org.chattycat.app.identity.account.EmailAddress;
import org.chattycat.app.identity.account.Inputs;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.AuditedRateLimits;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.limits.ClientAddress;
import org.chattycat.app.platform.mail.MailQueue;
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
    private final SignInTokens tokens;
    private final BrowserSecret browserSecret;
    private final KnownBrowsers knownBrowsers;
    private final SignInProperties properties;
    private final PublicUrl publicUrl;
    private final MailQueue mailQueue;
    private final AuditedRateLimits limits;
    private final AuditLog audit;

    SignInLinkController(
            SignInTokens tokens,
            BrowserSecret browserSecret,
            KnownBrowsers knownBrowsers,
            SignInProperties properties,
            PublicUrl publicUrl,
            MailQueue mailQueue,
            AuditedRateLimits limits,
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

    /** @param code has to be typed when the link is opened in another browser than this one */
    record LinkSent(String code) {}

    @PostMapping("/api/sign-in/link")
    @ResponseStatus(HttpStatus.ACCEPTED)
    LinkSent send(@RequestBody LinkRequest body, HttpServletRequest request, HttpServletResponse response) {
        EmailAddress email = Inputs.email(body.email());
        checkLimits(email, request);
        String browser = browserSecret.ensure(request, response);
        SignInLink link = tokens.generate(new SignInLinkRequest(email, browser, properties.linkLifetime()));
        String address = publicUrl.at("/sign-in#token=" + link.tokenValue());
        mailQueue.require(AccountEmails.signInLink(email, address, properties.linkLifetime())
                .requestedBy(browser));
        audit.add(AuditKind.LINK_SENT, null, request, email.value());
        return new LinkSent(link.code());
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
