package org.chattycat.app.identity.passkey;

import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.springframework.security.challenge.ChallengeRepository;
import jakarta.servlet.http.HttpServletRequest;

/** The library's view of one ceremony's challenges: each time its options are asked for, a new one. */
record CeremonyChallenges(Ceremony ceremony, PasskeyChallenges challenges) implements ChallengeRepository {
    @Override
    public Challenge loadOrGenerateChallenge(HttpServletRequest request) {
        return challenges.issue(ceremony, request);
    }

    @Override
    public Challenge generateChallenge() {
        throw new UnsupportedOperationException("a challenge is made and kept in one step");
    }

    @Override
    public void saveChallenge(Challenge challenge, HttpServletRequest request) {
        throw new UnsupportedOperationException("a challenge is made and kept in one step");
    }

    @Override
    public Challenge loadChallenge(HttpServletRequest request) {
        return challenges.take(ceremony, request).orElse(null);
    }
}
