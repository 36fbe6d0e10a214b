package org.chattycat.app.identity.token;

import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.platform.limits.ClientAddress;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.site.BearerHeader;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds out whose token a client sent. A token that cannot be one costs nothing, and one that is unknown costs one look-up, of
 * which each client has a number. Limits are kept by each instance.
 */
@Component
public class TokenLogin implements BearerLogin {
    private static final String WHAT = "access token";

    private final AccessTokens tokens;
    private final AuditLog audit;
    private final LocalRateLimits requests;
    private final LocalRateLimits refusals;

    TokenLogin(AccessTokens tokens, AuditLog audit, TokenProperties properties) {
        this.tokens = tokens;
        this.audit = audit;
        this.requests = new LocalRateLimits(properties.requestsPerAccount(), System::nanoTime);
        this.refusals = new LocalRateLimits(properties.refusalsPerClient(), System::nanoTime);
    }

    /** Also fails with a {@link RateLimitedException} when the account's tokens were used too often. */
    @Override
    public Mono<TokenAuthentication> authenticate(String authorization, Client client) {
        return Mono.defer(() -> {
            String secret = BearerHeader.token(authorization);
            if (!AccessTokens.isWellFormed(secret)) {
                return Mono.error(new InvalidTokenException(WHAT));
            }
            String network = ClientAddress.network(client.address());
            refusals.require(network, 1);
            return tokens.use(secret)
                    .switchIfEmpty(Mono.defer(() -> refuse(network, client)))
                    .map(token -> {
                        requests.take(token.accountId().toString(), 1);
                        return new TokenAuthentication(token.principal());
                    });
        });
    }

    private <T> Mono<T> refuse(String network, Client client) {
        refusals.take(network, 1);
        return audit.note(AuditKind.TOKEN_REFUSED, null, client, null)
                .then(Mono.error(new InvalidTokenException(WHAT)));
    }
}
