package org.chattycat.app.identity.passkey;

import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Optional;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.database.ExpiringData;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Issues challenges. Each belongs to one session and one ceremony, and can be answered once. Attributes of the HTTP session
 * would not guarantee this, because two concurrent requests can both read the same attribute.
 */
@Component
@EnableConfigurationProperties(PasskeyProperties.class)
class PasskeyChallenges implements ExpiringData {
    private final PasskeyChallengeRepository challenges;
    private final Blocking blocking;
    private final Clock clock;
    private final PasskeyProperties properties;

    PasskeyChallenges(
            PasskeyChallengeRepository challenges, Blocking blocking, Clock clock, PasskeyProperties properties) {
        this.challenges = challenges;
        this.blocking = blocking;
        this.clock = clock;
        this.properties = properties;
    }

    /** Issues a challenge in place of an earlier one. Creates a short session when there is none. */
    Challenge issue(Ceremony ceremony, HttpServletRequest request) {
        HttpSession session = request.getSession();
        if (session.isNew()) {
            // Every visitor's page requests a challenge. Sessions of visitors who do not sign in must not accumulate.
            session.setMaxInactiveInterval((int) properties.challengeLifetime().toSeconds());
        }
        Challenge challenge = new DefaultChallenge();
        blocking.one(challenges.put(
                session.getId(), ceremony, challenge.getValue(), clock.instant().plus(properties.challengeLifetime())));
        return challenge;
    }

    /** Takes the challenge that was issued to this session; empty when there is none, or it has expired. */
    Optional<Challenge> take(Ceremony ceremony, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null
                ? Optional.empty()
                : Optional.ofNullable(blocking.one(challenges
                        .take(session.getId(), ceremony)
                        .filter(taken -> taken.expiresAt().isAfter(clock.instant()))
                        .map(taken -> new DefaultChallenge(taken.challenge()))));
    }

    @Override
    public Mono<Long> deleteExpired() {
        return challenges.deleteByExpiresAtBefore(clock.instant());
    }
}
