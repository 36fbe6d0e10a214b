package org.chattycat.app.identity.share;

import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.identity.token.BearerLogin;
import org.chattycat.app.identity.token.InvalidTokenException;
import org.chattycat.app.platform.limits.ClientAddress;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.site.BearerHeader;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds out which shared link a client sent. Limits are kept by each instance, as those of access tokens are. */
@Component
public class SharedLinkLogin {
    private final SharedLinks links;
    private final AuditLog audit;
    private final LocalRateLimits requests;
    private final LocalRateLimits refusals;

    SharedLinkLogin(SharedLinks links, AuditLog audit, SharedLinkProperties properties) {
        this.links = links;
        this.audit = audit;
        this.requests = new LocalRateLimits(properties.requestsPerLink(), System::nanoTime);
        this.refusals = new LocalRateLimits(properties.refusalsPerClient(), System::nanoTime);
    }

    /** Accepts shared links, and leaves everything else to another one. */
    public BearerLogin or(BearerLogin other) {
        return (authorization, client) -> SharedLinks.isWellFormed(BearerHeader.token(authorization))
                ? authenticate(BearerHeader.token(authorization), client)
                : other.authenticate(authorization, client);
    }

    private Mono<SharedLinkAuthentication> authenticate(String token, Client client) {
        return Mono.defer(() -> {
            String network = ClientAddress.network(client.address());
            refusals.require(network, 1);
            return links.use(token, network)
                    .switchIfEmpty(Mono.defer(() -> {
                        refusals.take(network, 1);
                        return audit.note(AuditKind.SHARED_LINK_REFUSED, null, client, null)
                                .then(Mono.error(new InvalidTokenException("link")));
                    }))
                    .map(link -> {
                        requests.take(link.bearerId().toString(), 1);
                        return new SharedLinkAuthentication(link);
                    });
        });
    }
}
