package org.chattycat.app.identity.passkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AttestationConveyancePreference;
import com.webauthn4j.data.AuthenticatorSelectionCriteria;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.PublicKeyCredentialUserEntity;
import com.webauthn4j.data.ResidentKeyRequirement;
import com.webauthn4j.data.UserVerificationRequirement;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.springframework.security.WebAuthnAuthenticationProvider;
import com.webauthn4j.springframework.security.WebAuthnRegistrationRequestValidator;
import com.webauthn4j.springframework.security.converter.jackson.WebAuthn4JSpringSecurityJSONModule;
import com.webauthn4j.springframework.security.endpoint.AssertionOptionsEndpointFilter;
import com.webauthn4j.springframework.security.endpoint.AttestationOptionsEndpointFilter;
import com.webauthn4j.springframework.security.options.AssertionOptionsProviderImpl;
import com.webauthn4j.springframework.security.options.AttestationOptionsProviderImpl;
import com.webauthn4j.springframework.security.server.ServerPropertyProvider;
import java.util.List;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.signin.SignInAnswers;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.site.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ProviderManager;

/** Configures the filters of the WebAuthn library. */
@Configuration(proxyBeanMethods = false)
class PasskeyConfiguration {
    static final String SIGN_IN = "/api/sign-in/passkey";
    static final String SIGN_IN_OPTIONS = "/api/sign-in/passkey/options";
    static final String REGISTRATION_OPTIONS = "/api/account/passkeys/options";

    private final PublicUrl publicUrl;
    private final PasskeyChallenges challenges;
    private final Passkeys passkeys;
    private final CredentialRecords records;
    private final Blocking blocking;
    private final long timeoutMs;

    PasskeyConfiguration(
            PublicUrl publicUrl,
            PasskeyChallenges challenges,
            Passkeys passkeys,
            CredentialRecords records,
            Blocking blocking,
            PasskeyProperties properties) {
        this.publicUrl = publicUrl;
        this.challenges = challenges;
        this.passkeys = passkeys;
        this.records = records;
        this.blocking = blocking;
        this.timeoutMs = properties.challengeLifetime().toMillis();
    }

    @Bean
    WebAuthnRegistrationRequestValidator registrationValidator(WebAuthnManager webAuthn) {
        return new WebAuthnRegistrationRequestValidator(webAuthn, serverProperties(Ceremony.REGISTRATION));
    }

    /** Not strict: attestations are not requested, so there are none to verify. */
    @Bean
    WebAuthnManager webAuthnManager() {
        return WebAuthnManager.createNonStrictWebAuthnManager();
    }

    @Bean
    PasskeyLogin passkeyLogin(WebAuthnManager webAuthn, SignInAnswers answers, AuditLog audit, Problems problems) {
        PasskeySignInFilter signIn =
                new PasskeySignInFilter(serverProperties(Ceremony.SIGN_IN), passkeys, blocking, audit);
        // Only the passkey provider: without a credential id the filter would try user name and password.
        signIn.setAuthenticationManager(new ProviderManager(new WebAuthnAuthenticationProvider(records, webAuthn)));
        signIn.setFilterProcessesUrl(SIGN_IN);
        signIn.setAuthenticationSuccessHandler((request, response, authentication) ->
                answers.signedIn(AuditKind.SIGNED_IN_BY_PASSKEY, request, response, authentication));
        signIn.setAuthenticationFailureHandler((request, response, failure) -> {
            audit.add(
                    AuditKind.SIGN_IN_FAILED,
                    null,
                    request,
                    "passkey: " + failure.getClass().getSimpleName());
            problems.write(
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "PASSKEY_REFUSED",
                    "This passkey did not work. Try again, or request a sign-in link.");
        });
        ObjectConverter converter = converter();
        AssertionOptionsEndpointFilter signInOptions = new AssertionOptionsEndpointFilter(signInOptions(), converter);
        signInOptions.setFilterProcessesUrl(SIGN_IN_OPTIONS);
        AttestationOptionsEndpointFilter registrationOptions =
                new AttestationOptionsEndpointFilter(registrationOptions(), converter);
        registrationOptions.setFilterProcessesUrl(REGISTRATION_OPTIONS);
        return new PasskeyLogin(signIn, signInOptions, registrationOptions);
    }

    private AssertionOptionsProviderImpl signInOptions() {
        AssertionOptionsProviderImpl options = new AssertionOptionsProviderImpl(
                request -> publicUrl.host(), records, new CeremonyChallenges(Ceremony.SIGN_IN, challenges));
        options.setAuthenticationUserVerification(UserVerificationRequirement.REQUIRED);
        options.setAuthenticationTimeout(timeoutMs);
        return options;
    }

    private AttestationOptionsProviderImpl registrationOptions() {
        AttestationOptionsProviderImpl options = new AttestationOptionsProviderImpl(
                request -> publicUrl.host(), records, new CeremonyChallenges(Ceremony.REGISTRATION, challenges));
        options.setRpName("Chatty Cat");
        options.setPubKeyCredParams(List.of(
                algorithm(COSEAlgorithmIdentifier.ES256),
                algorithm(COSEAlgorithmIdentifier.EdDSA),
                algorithm(COSEAlgorithmIdentifier.RS256)));
        options.setRegistrationAuthenticatorSelection(new AuthenticatorSelectionCriteria(
                null, true, ResidentKeyRequirement.REQUIRED, UserVerificationRequirement.REQUIRED));
        options.setAttestation(AttestationConveyancePreference.NONE);
        options.setRegistrationTimeout(timeoutMs);
        options.setPublicKeyCredentialUserEntityProvider(authentication -> {
            AccountPrincipal account = (AccountPrincipal) authentication.getPrincipal();
            return new PublicKeyCredentialUserEntity(
                    blocking.one(passkeys.userHandle(account.accountId())), account.email(), account.displayName());
        });
        return options;
    }

    private static PublicKeyCredentialParameters algorithm(COSEAlgorithmIdentifier identifier) {
        return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, identifier);
    }

    private ServerPropertyProvider serverProperties(Ceremony ceremony) {
        return request -> new ServerProperty(
                Origin.create(publicUrl.base()),
                publicUrl.host(),
                challenges.take(ceremony, request).orElseThrow(() -> new BadCredentialsException("no open challenge")),
                null);
    }

    /** Leaves out null values: browsers read a number that is null as 0. */
    private static ObjectConverter converter() {
        ObjectMapper json = new ObjectMapper();
        json.registerModule(new WebAuthn4JSpringSecurityJSONModule());
        json.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
        return new ObjectConverter(json, new ObjectMapper(new CBORFactory()));
    }
}
