package org.chattycat.app.identity.profile;

import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.PersonalData;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A new address that waits for its confirmation; it goes with the account, by reference. */
@Component
class EmailChangeData implements PersonalData {
    private final EmailChanges changes;

    EmailChangeData(EmailChanges changes) {
        this.changes = changes;
    }

    @Override
    public String name() {
        return "emailChanges";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return changes.of(accountId);
    }

    @Override
    public Mono<Void> forget(UUID accountId) {
        return Mono.empty();
    }
}
