package org.chattycat.app.identity.signin;

import java.time.Clock;
import java.time.Instant;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.database.ExpiringData;
import org.chattycat.app.platform.text.Sha256;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Issues and redeems the tokens of sign-in links: 256 random bits, of which the database keeps a hash. */
@Component
@EnableConfigurationProperties(SignInProperties.class)
class SignInTokens implements OneTimeTokenService, ExpiringData {
    private static final int CODE_DIGITS = 4;

    private final SignInTokenRepository tokens;
    private final Blocking blocking;
    private final Clock clock;
    private final SignInProperties properties;

    SignInTokens(SignInTokenRepository tokens, Blocking blocking, Clock clock, SignInProperties properties) {
        this.tokens = tokens;
        this.blocking = blocking;
        this.clock = clock;
        this.properties = properties;
    }

    @Override
    public SignInLink generate(GenerateOneTimeTokenRequest request) {
        return blocking.one(issue((SignInLinkRequest) request));
    }

    /** Stores a new link. */
    Mono<SignInLink> issue(SignInLinkRequest request) {
        Instant now = clock.instant();
        SignInLink link = new SignInLink(
                Secrets.random(), request.getUsername(), now.plus(request.getExpiresIn()), Secrets.digits(CODE_DIGITS));
        return tokens.save(new SignInToken(
                        Sha256.of(link.tokenValue()),
                        link.username(),
                        Sha256.of(request.browserSecret()),
                        link.code(),
                        0,
                        now,
                        link.expiresAt()))
                .thenReturn(link);
    }

    /**
     * @return null when the link has been used, has expired, or does not exist
     * @throws OtherBrowserException when the link is valid but was requested by another browser, and the code is missing or
     *     wrong
     */
    @Override
    public OneTimeToken consume(OneTimeTokenAuthenticationToken authentication) {
        SignInAttempt attempt = (SignInAttempt) authentication;
        return blocking.one(redeem(attempt));
    }

    @Override
    public Mono<Long> deleteExpired() {
        return tokens.deleteByExpiresAtBefore(clock.instant());
    }

    private Mono<SignInLink> redeem(SignInAttempt attempt) {
        byte[] tokenHash = Sha256.of(attempt.getTokenValue());
        Instant now = clock.instant();
        int wrongCodes = attempt.code().isEmpty() ? 0 : 1;
        return tokens.use(tokenHash, Sha256.of(attempt.browserSecret()), attempt.code(), now, properties.codeAttempts())
                .map(used -> new SignInLink(attempt.getTokenValue(), used.email(), used.expiresAt(), used.code()))
                .switchIfEmpty(
                        Mono.defer(() -> tokens.addWrongCodes(tokenHash, wrongCodes, now, properties.codeAttempts())
                                .filter(Boolean::booleanValue)
                                .flatMap(valid -> Mono.error(new OtherBrowserException(wrongCodes > 0)))));
    }
}
