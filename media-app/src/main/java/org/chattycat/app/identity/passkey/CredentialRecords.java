package org.chattycat.app.identity.passkey;

import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.springframework.security.credential.WebAuthnCredentialRecord;
import com.webauthn4j.springframework.security.credential.WebAuthnCredentialRecordImpl;
import com.webauthn4j.springframework.security.credential.WebAuthnCredentialRecordManager;
import com.webauthn4j.springframework.security.exception.CredentialIdNotFoundException;
import com.webauthn4j.springframework.security.exception.MaliciousCounterValueException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chattycat.app.identity.account.AccountEmails;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.mail.Outbox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores passkeys for the WebAuthn library, whose interface is blocking. */
@Component
class CredentialRecords implements WebAuthnCredentialRecordManager {
    private final AttestedCredentialDataConverter converter =
            new AttestedCredentialDataConverter(new ObjectConverter());
    private final PasskeyRepository passkeys;
    private final Outbox outbox;
    private final Blocking blocking;

    CredentialRecords(PasskeyRepository passkeys, Outbox outbox, Blocking blocking) {
        this.passkeys = passkeys;
        this.outbox = outbox;
        this.blocking = blocking;
    }

    @Override
    public void updateCounter(byte[] credentialId, long counter) {
        if (!blocking.one(passkeys.raiseCounter(credentialId, counter))) {
            throw new MaliciousCounterValueException("another sign-in has raised the counter");
        }
    }

    @Override
    public WebAuthnCredentialRecord loadCredentialRecordByCredentialId(byte[] credentialId) {
        OwnedPasskey found = blocking.one(passkeys.findUsable(credentialId));
        if (found == null) {
            throw new CredentialIdNotFoundException("no such credential");
        }
        return credentialRecord(found);
    }

    /** @param principal the name of the current principal: the id of an account, or the name of a guest, who has no passkeys */
    @Override
    public List<WebAuthnCredentialRecord> loadCredentialRecordsByUserPrincipal(Object principal) {
        UUID account;
        try {
            account = UUID.fromString(principal.toString());
        } catch (IllegalArgumentException e) {
            return List.of();
        }
        Flux<WebAuthnCredentialRecord> records = passkeys.findOwned(account).map(this::credentialRecord);
        return blocking.all(records);
    }

    @Override
    public void createCredentialRecord(WebAuthnCredentialRecord added) {
        throw new UnsupportedOperationException("add() also stores the email about it");
    }

    /** Stores a passkey, and the email that tells its owner. */
    @Transactional
    Mono<Void> add(WebAuthnCredentialRecordImpl passkey) {
        AccountPrincipal owner = (AccountPrincipal) passkey.getUserPrincipal();
        AttestedCredentialData data = passkey.getAttestedCredentialData();
        Set<AuthenticatorTransport> transports = passkey.getTransports() == null ? Set.of() : passkey.getTransports();
        return passkeys.save(new Passkey(
                        UUID.randomUUID(),
                        data.getCredentialId(),
                        owner.accountId(),
                        passkey.getName(),
                        converter.convert(data),
                        passkey.getCounter(),
                        Boolean.TRUE.equals(passkey.isUvInitialized()),
                        Boolean.TRUE.equals(passkey.isBackupEligible()),
                        Boolean.TRUE.equals(passkey.isBackedUp()),
                        transports.stream()
                                .map(AuthenticatorTransport::getValue)
                                .collect(Collectors.toSet()),
                        null,
                        null,
                        null))
                .then(outbox.add(AccountEmails.passkeyAdded(owner.email(), passkey.getName())
                        .about(owner.accountId())));
    }

    @Override
    public void deleteCredentialRecord(byte[] credentialId) {
        blocking.one(passkeys.deleteByCredentialId(credentialId));
    }

    @Override
    public boolean credentialRecordExists(byte[] credentialId) {
        return blocking.one(passkeys.existsByCredentialId(credentialId));
    }

    private WebAuthnCredentialRecord credentialRecord(OwnedPasskey passkey) {
        return new WebAuthnCredentialRecordImpl(
                passkey.name(),
                passkey.owner(),
                new NoneAttestationStatement(),
                passkey.userVerified(),
                passkey.backupEligible(),
                passkey.backedUp(),
                passkey.counter(),
                converter.convert(passkey.attestedCredentialData()),
                null,
                null,
                null,
                passkey.transports().stream()
                        .map(AuthenticatorTransport::create)
                        .collect(Collectors.toSet()));
    }
}
