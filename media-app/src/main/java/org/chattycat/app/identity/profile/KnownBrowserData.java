package org.chattycat.app.identity.profile;

import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.PersonalData;
import org.chattycat.app.identity.signin.KnownBrowsers;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The browsers in which an account was signed in; they are deleted with it, by reference. */
@Component
class KnownBrowserData implements PersonalData {
    private final KnownBrowsers browsers;

    KnownBrowserData(KnownBrowsers browsers) {
        this.browsers = browsers;
    }

    @Override
    public String name() {
        return "knownBrowsers";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return browsers.of(accountId);
    }

    @Override
    public Mono<Void> forget(UUID accountId) {
        return Mono.empty();
    }
}
