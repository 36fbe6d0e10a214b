package org.chattycat.app.identity.session;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Irreversible actions require a recent sign-in. A page that was left open, or a stolen session, is not enough. */
@Component
public class RecentSignIn {
    private final Clock clock;
    private final Duration freshFor;

    RecentSignIn(Clock clock, SessionProperties properties) {
        this.clock = clock;
        this.freshFor = properties.freshFor();
    }

    /** @throws ProblemException 403 {@code SIGN_IN_AGAIN} when the last sign-in was too long ago */
    public void require(HttpServletRequest request) {
        Instant signedInAt = AccountSessions.signedInAt(request.getSession());
        if (signedInAt.plus(freshFor).isBefore(clock.instant())) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN,
                    "SIGN_IN_AGAIN",
                    "This requires a sign-in within the last %d minutes. Sign in again."
                            .formatted(freshFor.toMinutes()));
        }
    }
}
