package org.chattycat.app.identity.profile;

import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.PersonalData;
import org.chattycat.app.identity.passkey.Passkeys;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The passkeys of an account; they go with it, by reference. */
@Component
class PasskeyData implements PersonalData {
    private final Passkeys passkeys;

    PasskeyData(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    @Override
    public String name() {
        return "passkeys";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return passkeys.describe(accountId);
    }

    @Override
    public Mono<Void> forget(UUID accountId) {
        return Mono.empty();
    }
}
