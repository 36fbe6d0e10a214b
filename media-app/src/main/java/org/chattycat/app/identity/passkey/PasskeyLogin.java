package org.chattycat.app.identity.passkey;

import com.webauthn4j.springframework.security.endpoint.AssertionOptionsEndpointFilter;
import com.webauthn4j.springframework.security.endpoint.AttestationOptionsEndpointFilter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/** Adds the library's three filters. Options for a new passkey come after the authorization, because they need an account. */
public final class PasskeyLogin extends AbstractHttpConfigurer<PasskeyLogin, HttpSecurity> {
    private final PasskeySignInFilter signIn;
    private final AssertionOptionsEndpointFilter signInOptions;
    private final AttestationOptionsEndpointFilter registrationOptions;

    PasskeyLogin(
            PasskeySignInFilter signIn,
            AssertionOptionsEndpointFilter signInOptions,
            AttestationOptionsEndpointFilter registrationOptions) {
        this.signIn = signIn;
        this.signInOptions = signInOptions;
        this.registrationOptions = registrationOptions;
    }

    @Override
    public void configure(HttpSecurity http) {
        SecurityContextRepository contexts = http.getSharedObject(SecurityContextRepository.class);
        signIn.setSecurityContextRepository(contexts == null ? new HttpSessionSecurityContextRepository() : contexts);
        signIn.setSessionAuthenticationStrategy(http.getSharedObject(SessionAuthenticationStrategy.class));
        http.addFilterAfter(signIn, UsernamePasswordAuthenticationFilter.class);
        http.addFilterBefore(signInOptions, AuthorizationFilter.class);
        http.addFilterAfter(registrationOptions, AuthorizationFilter.class);
    }
}
