package org.chattycat.app.identity.signin;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.chattycat.app.platform.database.Blocking;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sign-in links in Postgres: 256 random bits kept as a hash, used up by the one {@code DELETE … RETURNING} that finds
 * them, so that of two uses at the same time exactly one wins.
 */
@Component
@EnableConfigurationProperties(SignInProperties.class)
public class SignInTokens implements OneTimeTokenService {
    private static final int CODE_DIGITS = 4;

    private final DatabaseClient database;
    private final Blocking blocking;
    private final Clock clock;
    private final SignInProperties properties;

    SignInTokens(DatabaseClient database, Blocking blocking, Clock clock, SignInProperties properties) {
        this.database = database;
        this.blocking = blocking;
        this.clock = clock;
        this.properties = properties;
    }

    @Override
    public SignInLink generate(GenerateOneTimeTokenRequest request) {
        String browserSecret = ((SignInLinkRequest) request).browserSecret();
        Instant now = clock.instant();
        SignInLink link = new SignInLink(
                Secrets.random(), request.getUsername(), now.plus(request.getExpiresIn()), Secrets.digits(CODE_DIGITS));
        blocking.one(database.sql("""
                        insert into sign_in_token (token_hash, email, browser_hash, code, created_at, expires_at)
                        values (:token, :email, :browser, :code, :now, :expires)
                        """)
                .bind("token", Secrets.hash(link.tokenValue()))
                .bind("email", link.username())
                .bind("browser", Secrets.hash(browserSecret))
                .bind("code", link.code())
                .bind("now", utc(now))
                .bind("expires", utc(link.expiresAt()))
                .fetch()
                .rowsUpdated());
        return link;
    }

    /**
     * @return null when the link was used, is too old or never was
     * @throws OtherBrowserException when the link is good but not for this browser yet
     */
    @Override
    public OneTimeToken consume(OneTimeTokenAuthenticationToken authentication) {
        SignInAttempt attempt = (SignInAttempt) authentication;
        byte[] token = Secrets.hash(attempt.getTokenValue());
        SignInLink used = blocking.one(use(token, attempt));
        if (used == null && Boolean.TRUE.equals(blocking.one(awaitsCode(token, attempt)))) {
            throw new OtherBrowserException(!attempt.code().isEmpty());
        }
        return used;
    }

    /** Forgets links that are too old. */
    public Mono<Long> sweep() {
        return database.sql("delete from sign_in_token where expires_at < :now")
                .bind("now", utc(clock.instant()))
                .fetch()
                .rowsUpdated();
    }

    private Mono<SignInLink> use(byte[] token, SignInAttempt attempt) {
        return database.sql("""
                        delete from sign_in_token
                        where token_hash = :token and expires_at > :now
                          and wrong_codes < :attempts
                          and (browser_hash = :browser or code = :code)
                        returning email, expires_at, code
                        """)
                .bind("token", token)
                .bind("now", utc(clock.instant()))
                .bind("browser", Secrets.hash(attempt.browserSecret()))
                .bind("code", attempt.code())
                .bind("attempts", properties.codeAttempts())
                .map(row -> new SignInLink(
                        attempt.getTokenValue(),
                        row.get("email", String.class),
                        row.get("expires_at", OffsetDateTime.class).toInstant(),
                        row.get("code", String.class)))
                .one();
    }

    /** Whether the link still waits for the right code, after counting a wrong one. */
    private Mono<Boolean> awaitsCode(byte[] token, SignInAttempt attempt) {
        return database.sql("""
                        update sign_in_token set wrong_codes = wrong_codes + :wrong
                        where token_hash = :token and expires_at > :now
                        returning wrong_codes < :attempts as alive
                        """)
                .bind("wrong", attempt.code().isEmpty() ? 0 : 1)
                .bind("token", token)
                .bind("now", utc(clock.instant()))
                .bind("attempts", properties.codeAttempts())
                .map(row -> row.get("alive", Boolean.class))
                .one();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
