package org.chattycat.app.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.EmailAddress;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.site.SecretCookie;
import org.springframework.stereotype.Component;

/**
 * Recognizes browsers in which an account signed in before, by a cookie. Such a browser has its own allowance of sign-in links,
 * which strangers cannot use up. The cookie is good for nothing else: it signs nobody in. It counts while the account exists
 * and has the email address that it had at the sign-in, so that a browser learns nothing about other addresses.
 */
@Component
class KnownBrowsers {
    private final KnownBrowserStore store;
    private final Blocking blocking;
    private final SignInProperties properties;
    private final SecretCookie cookie;

    KnownBrowsers(KnownBrowserStore store, Blocking blocking, PublicUrl publicUrl, SignInProperties properties) {
        this.store = store;
        this.blocking = blocking;
        this.properties = properties;
        this.cookie = new SecretCookie("chattycat-known", publicUrl);
    }

    /** Whether the account that has this address signed in with the browser of this request. */
    boolean knows(EmailAddress email, HttpServletRequest request) {
        String secret = cookie.read(request);
        return !secret.isEmpty() && blocking.one(store.isKnown(email, secret));
    }

    /**
     * Remembers a sign-in. The browser gets a new secret each time, so that a secret that somebody else has learned becomes
     * worthless.
     */
    void remember(AccountPrincipal account, HttpServletRequest request, HttpServletResponse response) {
        String secret = Secrets.random();
        blocking.one(store.remember(account.accountId(), cookie.read(request), secret));
        cookie.write(secret, properties.knownBrowserLifetime(), response);
    }
}
