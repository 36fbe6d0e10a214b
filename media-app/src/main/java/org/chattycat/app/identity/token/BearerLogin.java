package org.chattycat.app.identity.token;

import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/** Finds out who sent a bearer token. */
public interface BearerLogin {
    /**
     * The authentication of a request. Fails with an {@link InvalidTokenException}, or with a {@link RateLimitedException} when
     * the client has sent too many tokens that were not valid.
     *
     * @param authorization credentials as in the header, such as {@code Bearer chattycat_…}
     */
    Mono<? extends Authentication> authenticate(String authorization, Client client);
}
