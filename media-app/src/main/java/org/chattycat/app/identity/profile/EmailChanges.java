package org.chattycat.app.identity.profile;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.AccountEmails;
import org.chattycat.app.identity.account.Accounts;
import org.chattycat.app.identity.account.EmailAddress;
import org.chattycat.app.identity.account.PersonalData;
import org.chattycat.app.identity.signin.Secrets;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.database.ExpiringData;
import org.chattycat.app.platform.mail.Outbox;
import org.chattycat.app.platform.text.Sha256;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Changes the email address of an account once the owner has confirmed the new one. */
@Component
class EmailChanges implements PersonalData, ExpiringData {
    private final EmailChangeRepository changes;
    private final Accounts accounts;
    private final Outbox outbox;
    private final PublicUrl publicUrl;
    private final Clock clock;

    EmailChanges(EmailChangeRepository changes, Accounts accounts, Outbox outbox, PublicUrl publicUrl, Clock clock) {
        this.changes = changes;
        this.accounts = accounts;
        this.outbox = outbox;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /**
     * Stores a new address in place of an earlier one, and the email with the link that confirms it. Returns the id of the
     * email. Fails with 503 {@code MAIL_BUSY} when too many emails wait.
     */
    @Transactional
    Mono<UUID> request(UUID accountId, EmailAddress email, Duration lifetime) {
        String token = Secrets.random();
        String link = publicUrl.at("/account#email-token=" + token);
        return changes.put(
                        accountId,
                        Sha256.of(token),
                        email.value(),
                        clock.instant().plus(lifetime))
                .then(outbox.require(
                        AccountEmails.confirmAddress(email, link, lifetime).about(accountId)));
    }

    /**
     * Uses a token, changes the address and tells the old one, or does none of this. Empty when the token is not valid for this
     * account. Fails with a {@code DataIntegrityViolationException} when another account has the address.
     */
    @Transactional
    Mono<EmailAddress> confirm(UUID accountId, String oldEmail, String token) {
        return changes.take(accountId, Sha256.of(token), clock.instant())
                .map(change -> new EmailAddress(change.email()))
                .flatMap(email -> accounts.changeEmail(accountId, email)
                        .then(outbox.add(
                                AccountEmails.addressChanged(oldEmail, email).about(accountId)))
                        .thenReturn(email));
    }

    @Override
    public String name() {
        return "emailChanges";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return changes.findById(accountId)
                .map(change -> Map.<String, Object>of("email", change.email(), "until", change.expiresAt()))
                .flux();
    }

    @Override
    public Mono<Long> deleteExpired() {
        return changes.deleteByExpiresAtBefore(clock.instant());
    }
}
