package org.chattycat.app.identity.passkey;

import com.webauthn4j.springframework.security.WebAuthnAuthenticationRequest;
import com.webauthn4j.springframework.security.WebAuthnAuthenticationToken;
import com.webauthn4j.springframework.security.WebAuthnProcessingFilter;
import com.webauthn4j.springframework.security.exception.MaliciousCounterValueException;
import com.webauthn4j.springframework.security.server.ServerPropertyProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.chattycat.app.identity.account.Account;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.platform.database.Blocking;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * The library's sign-in filter with three additions: it checks the user handle, it treats unreadable input as a failed sign-in,
 * and it stores whether the passkey is backed up.
 */
final class PasskeySignInFilter extends WebAuthnProcessingFilter {
    /** The flags follow the relying party's hash of 32 bytes (WebAuthn Level 2, section 6.1). */
    private static final int FLAGS_AT = 32;

    private static final int BACKED_UP = 0x10;

    private final Passkeys passkeys;
    private final Blocking blocking;
    private final AuditLog audit;

    PasskeySignInFilter(ServerPropertyProvider serverProperties, Passkeys passkeys, Blocking blocking, AuditLog audit) {
        super(List.of(), serverProperties, () -> true);
        this.passkeys = passkeys;
        this.blocking = blocking;
        this.audit = audit;
    }

    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        try {
            if (!(super.attemptAuthentication(request, response) instanceof WebAuthnAuthenticationToken token)) {
                throw new BadCredentialsException("no passkey");
            }
            AccountPrincipal account = (AccountPrincipal) token.getPrincipal();
            checkUserHandle(account, request.getParameter("userHandle"));
            WebAuthnAuthenticationRequest assertion = token.getCredentials();
            boolean backedUp = (assertion.getAuthenticatorData()[FLAGS_AT] & BACKED_UP) != 0;
            blocking.one(passkeys.recordUse(assertion.getCredentialId(), backedUp));
            PreAuthenticatedAuthenticationToken signedIn =
                    new PreAuthenticatedAuthenticationToken(account, null, account.getAuthorities());
            signedIn.setDetails(authenticationDetailsSource.buildDetails(request));
            return signedIn;
        } catch (MaliciousCounterValueException e) {
            handleClone(request);
            throw e;
        } catch (AuthenticationException | DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BadCredentialsException("unreadable assertion", e);
        }
    }

    /** Marks it and notifies the owner, once. The signature was valid, so the sender has the key or a copy of it. */
    private void handleClone(HttpServletRequest request) {
        byte[] credentialId = Base64.getUrlDecoder().decode(request.getParameter("credentialId"));
        Account owner = blocking.one(passkeys.markCloned(credentialId));
        if (owner != null) {
            audit.add(AuditKind.PASSKEY_CLONED, owner.id(), request, null);
        }
    }

    /** Discoverable credentials always name their user (WebAuthn Level 2, section 7.2, step 6). */
    private void checkUserHandle(AccountPrincipal account, String userHandle) {
        byte[] claimed =
                userHandle == null ? new byte[0] : Base64.getUrlDecoder().decode(userHandle.replaceAll("=+$", ""));
        if (!MessageDigest.isEqual(claimed, blocking.one(passkeys.userHandle(account.accountId())))) {
            throw new BadCredentialsException("another user's handle");
        }
    }
}
