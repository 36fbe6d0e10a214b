package org.chattycat.app.graphql;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chattycat.app.graphql.OpenSockets.OpenSocket;
import org.chattycat.app.identity.account.BearerPrincipal;
import org.chattycat.app.identity.token.BearerTokens;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.database.DatabaseTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Closes sockets whose access token or shared link was revoked or has expired. While such sockets are open, one statement for each
 * kind checks all of them at an interval, on each instance: unlike a notification, a check cannot be missed.
 */
@Component
class EndedTokens extends DatabaseTask {
    private static final Logger log = LoggerFactory.getLogger(EndedTokens.class);

    private final OpenSockets sockets;
    private final BearerTokens tokens;
    private final GraphQlProperties properties;
    private final Clock clock;

    EndedTokens(OpenSockets sockets, BearerTokens tokens, GraphQlProperties properties, Clock clock) {
        this.sockets = sockets;
        this.tokens = tokens;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected Flux<?> work() {
        return Flux.interval(properties.tokenCheck()).onBackpressureDrop().concatMap(tick -> check(), 1);
    }

    private Mono<Void> check() {
        List<OpenSocket> open =
                sockets.all().stream().filter(socket -> socket.bearer() != null).toList();
        if (open.isEmpty()) {
            return Mono.empty();
        }
        Set<UUID> ids = open.stream().map(socket -> socket.bearer().bearerId()).collect(Collectors.toSet());
        return tokens.valid(ids)
                .doOnNext(valid -> closeAllBut(valid, open))
                .onErrorResume(e -> {
                    if (!DatabaseFailure.isOutage(e)) {
                        log.warn("The access tokens and links of open sockets were not checked: {}", e.toString());
                    }
                    closeAllBut(unexpired(open), open);
                    return Mono.empty();
                })
                .then();
    }

    /** What is known without the database. Nobody can revoke anything while it is away. */
    private Set<UUID> unexpired(List<OpenSocket> open) {
        return open.stream()
                .map(OpenSocket::bearer)
                .filter(bearer -> bearer.expiresAt().isAfter(clock.instant()))
                .map(BearerPrincipal::bearerId)
                .collect(Collectors.toSet());
    }

    private static void closeAllBut(Set<UUID> valid, List<OpenSocket> open) {
        open.stream()
                .filter(socket -> !valid.contains(socket.bearer().bearerId()))
                .forEach(socket ->
                        SessionBoundGraphQlSockets.close(socket.session(), SessionBoundGraphQlSockets.UNAUTHORIZED));
    }
}
