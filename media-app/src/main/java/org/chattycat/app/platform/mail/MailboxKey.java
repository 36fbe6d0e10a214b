package org.chattycat.app.platform.mail;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * The key that opens the whole embedded mailbox. It is printed in the terminal, and one browser can exchange it for a cookie. Both
 * are random and valid until the application stops.
 */
final class MailboxKey {
    private static final int BYTES = 32;

    private final String key = random();
    private final String cookieValue = random();
    private final AtomicBoolean used = new AtomicBoolean();

    /** 256 bits, base64url. */
    String value() {
        return key;
    }

    /**
     * Exchanges a key for the cookie.
     *
     * @param offered the key that a browser sent, may be null
     * @return empty for a wrong key, and when a browser has used the key already
     */
    Optional<ResponseCookie> exchange(String offered, HttpServletRequest request) {
        if (offered == null || !same(key, offered) || !used.compareAndSet(false, true)) {
            return Optional.empty();
        }
        return Optional.of(ResponseCookie.from(cookieName(request), cookieValue)
                .httpOnly(true)
                .sameSite("Strict")
                .path("/api/dev/mail")
                .build());
    }

    /** Whether a request carries the cookie. */
    boolean wasExchangedBy(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, cookieName(request));
        return cookie != null && same(cookieValue, cookie.getValue());
    }

    /** Contains the port, because cookies are shared between ports and several instances may run on one machine. */
    private static String cookieName(HttpServletRequest request) {
        return "chattycat-mail-" + request.getLocalPort();
    }

    private static boolean same(String secret, String offered) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }

    private static String random() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
