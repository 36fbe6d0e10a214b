package org.chattycat.app.identity.token;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Bearer tokens of all kinds, for whatever goes on for longer than a request takes to be identified. */
@Component
public class BearerTokens {
    private final List<BearerStore> stores;

    BearerTokens(List<BearerStore> stores) {
        this.stores = stores;
    }

    /** Those of these ids whose tokens were neither revoked nor have expired. */
    public Mono<Set<UUID>> valid(Collection<UUID> ids) {
        return Flux.fromIterable(stores)
                .concatMap(store -> store.valid(ids))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
