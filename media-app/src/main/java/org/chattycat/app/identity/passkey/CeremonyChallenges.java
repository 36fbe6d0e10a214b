package org.chattycat.app.identity.passkey;

import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.springframework.security.challenge.ChallengeRepository;
import jakarta.servlet.http.HttpServletRequest;

/** Gives the library the challenges of one ceremony: a new one for each request for options. */
record CeremonyChallenges(Ceremony ceremony, PasskeyChallenges challenges) implements ChallengeRepository {
    @Override
    public Challenge loadOrGenerateChallenge(HttpServletRequest request) {
        return challenges.issue(ceremony, request);
    }

    @Override
    public Challenge generateChallenge() {
        throw new UnsupportedOperationException("challenges are created and stored in one step");
    }

    @Override
    public void saveChallenge(Challenge challenge, HttpServletRequest request) {
        throw new UnsupportedOperationException("challenges are created and stored in one step");
    }

    @Override
    public Challenge loadChallenge(HttpServletRequest request) {
        return challenges.take(ceremony, request).orElse(null);
    }
}
