package org.chattycat.app.identity.passkey;

import java.util.UUID;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Reads the user handles of accounts. */
interface UserHandleRepository extends Repository<UserHandle, UUID> {
    Mono<UserHandle> findById(UUID accountId);
}
