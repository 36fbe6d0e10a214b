package org.chattycat.app.identity.token;

import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** Where bearer tokens of one kind are stored. */
public interface BearerStore {
    /** Those of these ids whose tokens were neither revoked nor have expired. Ids of other kinds are not among them. */
    Flux<UUID> valid(Collection<UUID> ids);
}
