package org.chattycat.app.identity.token;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chattycat.app.identity.account.CurrentAccount;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.NodeKind;
import org.chattycat.app.identity.account.PersonalData;
import org.chattycat.app.identity.signin.Secrets;
import org.chattycat.app.platform.database.ExpiringData;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.chattycat.app.platform.text.Sha256;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The personal access tokens of accounts. */
@Component
@EnableConfigurationProperties(TokenProperties.class)
public class AccessTokens implements BearerStore, PersonalData, ExpiringData, NodeKind {
    /** By which programs that search for published secrets recognise a token. */
    private static final String PREFIX = "chattycat_";

    private static final Pattern SECRET = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    /** So that frequent requests do not write to the database. */
    private static final Duration USE_PRECISION = Duration.ofMinutes(1);

    private final AccessTokenRepository tokens;
    private final TokenProperties properties;
    private final Clock clock;

    AccessTokens(AccessTokenRepository tokens, TokenProperties properties, Clock clock) {
        this.tokens = tokens;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A new token.
     *
     * @param secret what clients send; it cannot be read again
     */
    record Created(String secret, AccessToken accessToken) {}

    /** Fails with an {@link InvalidArgumentException}: NOT_FOUND for the meeting, or TOO_MANY_TOKENS. */
    Mono<Created> create(UUID accountId, String name, TokenAccess access, UUID meetingId, Duration lifetime) {
        String secret = PREFIX + Secrets.random();
        Instant now = clock.instant();
        Mono<Boolean> maySee = meetingId == null ? Mono.just(true) : tokens.maySee(meetingId, accountId);
        return maySee.filter(yes -> yes)
                .switchIfEmpty(Mono.error(() ->
                        new InvalidArgumentException("NOT_FOUND", "There is no such meeting, or you may not see it.")))
                .flatMap(yes -> tokens.add(
                        UUID.randomUUID(),
                        accountId,
                        name,
                        Sha256.of(secret),
                        access.name(),
                        meetingId,
                        now,
                        now.plus(lifetime),
                        properties.maxPerAccount()))
                .switchIfEmpty(Mono.error(() -> new InvalidArgumentException(
                        "TOO_MANY_TOKENS",
                        "You have %d tokens. Revoke one that you no longer need."
                                .formatted(properties.maxPerAccount()))))
                .map(token -> new Created(secret, token));
    }

    /** The newest first. */
    Flux<AccessToken> list(UUID accountId) {
        return tokens.findByAccount(accountId);
    }

    /** Deletes a token. Empty when the account has no such token. */
    Mono<AccessToken> revoke(UUID accountId, UUID id) {
        return tokens.delete(id, accountId);
    }

    @Override
    public String table() {
        return "access_token";
    }

    @Override
    public Mono<AccessToken> find(UUID id, Principal principal) {
        return tokens.find(id, Grant.of(principal).accountId()).doOnNext(found -> CurrentAccount.of(principal));
    }

    /** Whether a text has the form of a token. Others need no look-up. */
    static boolean isWellFormed(String secret) {
        return SECRET.matcher(secret).matches();
    }

    /** The token, whose use is recorded; empty when it is unknown or has expired. */
    Mono<AccessToken> use(String secret) {
        Instant now = clock.instant();
        return tokens.use(Sha256.of(secret), now, now.minus(USE_PRECISION));
    }

    @Override
    public Flux<UUID> valid(Collection<UUID> ids) {
        return tokens.findValid(ids.toArray(UUID[]::new), clock.instant());
    }

    @Override
    public String name() {
        return "accessTokens";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return list(accountId).map(token -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", token.name());
            row.put("access", token.access());
            row.put("meetingId", token.meetingId());
            row.put("createdAt", token.createdAt());
            row.put("expiresAt", token.expiresAt());
            row.put("lastUsedAt", token.lastUsedAt());
            return row;
        });
    }

    @Override
    public Mono<Long> deleteExpired() {
        return tokens.deleteExpiredBefore(clock.instant().minus(properties.keepExpired()));
    }
}
