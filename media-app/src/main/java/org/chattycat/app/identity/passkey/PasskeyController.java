package org.chattycat.app.identity.passkey;

import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.springframework.security.WebAuthnRegistrationRequestValidationResponse;
import com.webauthn4j.springframework.security.WebAuthnRegistrationRequestValidator;
import com.webauthn4j.springframework.security.credential.WebAuthnCredentialRecordImpl;
import com.webauthn4j.util.exception.WebAuthnException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.Browser;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The passkeys on the account page. */
@RestController
@RequestMapping("/api/account/passkeys")
class PasskeyController {
    private static final int MAX_NAME = 60;

    private final WebAuthnRegistrationRequestValidator validator;
    private final Passkeys passkeys;
    private final CredentialRecords records;
    private final PasskeyProperties properties;
    private final Blocking blocking;
    private final AuditLog audit;

    PasskeyController(
            WebAuthnRegistrationRequestValidator validator,
            Passkeys passkeys,
            CredentialRecords records,
            PasskeyProperties properties,
            Blocking blocking,
            AuditLog audit) {
        this.validator = validator;
        this.passkeys = passkeys;
        this.records = records;
        this.properties = properties;
        this.blocking = blocking;
        this.audit = audit;
    }

    /** The result of the browser's {@code navigator.credentials.create}, with byte strings in base64url. */
    record NewPasskey(String name, String clientDataJSON, String attestationObject, Set<String> transports) {}

    record Name(String name) {}

    @GetMapping
    List<PasskeyView> list(@AuthenticationPrincipal AccountPrincipal account) {
        return blocking.all(passkeys.list(account.accountId()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    List<PasskeyView> add(
            @RequestBody NewPasskey added,
            @AuthenticationPrincipal AccountPrincipal account,
            HttpServletRequest request) {
        if (blocking.one(passkeys.count(account.accountId())) >= properties.maxPerAccount()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "TOO_MANY_PASSKEYS",
                    "You have reached the maximum number of passkeys. Delete one first.");
        }
        String name = added.name() == null || added.name().isBlank() ? Browser.of(request) : validName(added.name());
        WebAuthnRegistrationRequestValidationResponse valid = validate(added, request);
        AuthenticatorData<?> data = valid.getAttestationObject().getAuthenticatorData();
        if (!data.isFlagUV()) {
            throw refused();
        }
        try {
            blocking.one(records.add(new WebAuthnCredentialRecordImpl(
                    name,
                    account,
                    valid.getAttestationObject(),
                    valid.getCollectedClientData(),
                    valid.getRegistrationExtensionsClientOutputs(),
                    valid.getTransports())));
        } catch (DataIntegrityViolationException e) {
            throw refused();
        }
        audit.add(AuditKind.PASSKEY_ADDED, account.accountId(), request, name);
        return list(account);
    }

    @PatchMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rename(
            @PathVariable UUID id,
            @RequestBody Name body,
            @AuthenticationPrincipal AccountPrincipal account,
            HttpServletRequest request) {
        String name = validName(body.name());
        if (!blocking.one(passkeys.rename(account.accountId(), id, name))) {
            throw unknown();
        }
        audit.add(AuditKind.PASSKEY_RENAMED, account.accountId(), request, name);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @AuthenticationPrincipal AccountPrincipal account, HttpServletRequest request) {
        if (!blocking.one(passkeys.delete(account.accountId(), id))) {
            throw unknown();
        }
        audit.add(AuditKind.PASSKEY_REMOVED, account.accountId(), request, null);
    }

    private WebAuthnRegistrationRequestValidationResponse validate(NewPasskey added, HttpServletRequest request) {
        Set<String> transports = added.transports() == null ? Set.of() : added.transports();
        if (added.clientDataJSON() == null || added.attestationObject() == null) {
            throw refused();
        }
        try {
            return validator.validate(request, added.clientDataJSON(), added.attestationObject(), transports, null);
        } catch (WebAuthnException | AuthenticationException | IllegalArgumentException e) {
            throw refused();
        }
    }

    private static String validName(String name) {
        String text = name == null ? "" : name.strip();
        if (text.isEmpty() || text.length() > MAX_NAME) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "BAD_NAME",
                    "The name of a passkey must have 1 to " + MAX_NAME + " characters.");
        }
        return text;
    }

    private static ProblemException refused() {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "PASSKEY_REFUSED", "This passkey could not be added. Try again.");
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "NO_PASSKEY", "This passkey does not exist.");
    }
}
