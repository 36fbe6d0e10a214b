package org.chattycat.app.identity.session;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What cannot be taken back wants a sign-in of just now: a page left open, or a stolen session, is not enough. */
@Component
public class FreshSignIn {
    private final Clock clock;
    private final Duration freshFor;

    FreshSignIn(Clock clock, SessionProperties properties) {
        this.clock = clock;
        this.freshFor = properties.freshFor();
    }

    /** @throws ProblemException 403 {@code SIGN_IN_AGAIN} where the sign-in was too long ago */
    public void require(HttpServletRequest request) {
        Instant signedInAt = AccountSessions.signedInAt(request.getSession());
        if (signedInAt.plus(freshFor).isBefore(clock.instant())) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN,
                    "SIGN_IN_AGAIN",
                    "You signed in more than %d minutes ago. Sign in again to do this."
                            .formatted(freshFor.toMinutes()));
        }
    }
}
