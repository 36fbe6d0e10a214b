package org.chattycat.app.identity.account;

import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What one part of the application stores about an account. Each part that stores something has a bean of this type. */
public interface PersonalData {
    /** The name of this part in the download, such as {@code meetings}. */
    String name();

    /** The stored data, as JSON objects. */
    Flux<Map<String, Object>> of(UUID accountId);

    /**
     * Deletes or anonymizes the data, in the transaction that then deletes the account. By default nothing, for rows that are
     * deleted together with the account because they reference it.
     */
    default Mono<Void> forget(UUID accountId) {
        return Mono.empty();
    }
}
