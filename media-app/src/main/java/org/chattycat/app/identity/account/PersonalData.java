package org.chattycat.app.identity.account;

import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What one part of the product keeps about an account. Each part that keeps something is a bean of this type. */
public interface PersonalData {
    /** Its name in the download, such as {@code meetings}. */
    String name();

    /** What is kept, as JSON objects. */
    Flux<Map<String, Object>> of(UUID accountId);

    /** Removes or makes anonymous what is kept; runs in the transaction that then deletes the account. */
    Mono<Void> forget(UUID accountId);
}
