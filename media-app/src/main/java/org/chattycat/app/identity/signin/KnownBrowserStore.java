package org.chattycat.app.identity.signin;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.EmailAddress;
import org.chattycat.app.identity.account.PersonalData;
import org.chattycat.app.platform.database.ExpiringData;
import org.chattycat.app.platform.text.Sha256;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores in which browsers accounts signed in. */
@Component
class KnownBrowserStore implements PersonalData, ExpiringData {
    private final KnownBrowserRepository browsers;
    private final Clock clock;
    private final SignInProperties properties;

    KnownBrowserStore(KnownBrowserRepository browsers, Clock clock, SignInProperties properties) {
        this.browsers = browsers;
        this.clock = clock;
        this.properties = properties;
    }

    /** Whether the account that has this address signed in with this browser. */
    Mono<Boolean> isKnown(EmailAddress email, String secret) {
        return browsers.isKnown(email.value(), Sha256.of(secret), oldest());
    }

    /** Stores a sign-in, and replaces the browser's secret for all accounts that signed in there. */
    @Transactional
    Mono<Void> remember(UUID accountId, String oldSecret, String newSecret) {
        byte[] newHash = Sha256.of(newSecret);
        return browsers.replaceSecret(Sha256.of(oldSecret), newHash)
                .then(browsers.put(accountId, newHash, clock.instant()))
                .then(browsers.deleteAllBut(properties.knownBrowsersPerAccount(), accountId))
                .then();
    }

    @Override
    public String name() {
        return "knownBrowsers";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return browsers.findByAccountIdOrderBySignedInAt(accountId)
                .map(browser -> Map.of("email", browser.email(), "signedInAt", browser.signedInAt()));
    }

    @Override
    public Mono<Long> deleteExpired() {
        return browsers.deleteBySignedInAtBefore(oldest());
    }

    private Instant oldest() {
        return clock.instant().minus(properties.knownBrowserLifetime());
    }
}
