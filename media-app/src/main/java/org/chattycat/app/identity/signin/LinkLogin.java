package org.chattycat.app.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chattycat.app.identity.account.Accounts;
import org.chattycat.app.identity.account.EmailAddress;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.site.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.ott.OneTimeTokenLoginConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.stereotype.Component;

/** Configures Spring Security's one-time-token login with the tokens, accounts and responses of this application. */
@Component
public class LinkLogin implements Customizer<OneTimeTokenLoginConfigurer<HttpSecurity>> {
    private static final int MAX_PARAMETER_LENGTH = 200;

    private final SignInTokens tokens;
    private final Accounts accounts;
    private final Blocking blocking;
    private final BrowserSecret browserSecret;
    private final SignInAnswers answers;
    private final AuditLog audit;
    private final Problems problems;

    LinkLogin(
            SignInTokens tokens,
            Accounts accounts,
            Blocking blocking,
            BrowserSecret browserSecret,
            SignInAnswers answers,
            AuditLog audit,
            Problems problems) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.blocking = blocking;
        this.browserSecret = browserSecret;
        this.answers = answers;
        this.audit = audit;
        this.problems = problems;
    }

    @Override
    public void customize(OneTimeTokenLoginConfigurer<HttpSecurity> login) {
        UserDetailsService byEmail =
                email -> blocking.one(accounts.signIn(new EmailAddress(email))).principal();
        login.authenticationProvider(new OneTimeTokenAuthenticationProvider(tokens, byEmail))
                .tokenService(tokens)
                .loginPage("/sign-in")
                .showDefaultSubmitPage(false)
                .loginProcessingUrl("/api/sign-in/confirm")
                .authenticationConverter(this::attempt)
                .authenticationSuccessHandler(this::signedIn)
                .authenticationFailureHandler(this::failed)
                // A controller generates the links, because requests for them are JSON.
                .generateRequestResolver(request -> null)
                .tokenGenerationSuccessHandler((request, response, token) -> {});
    }

    private Authentication attempt(HttpServletRequest request) {
        return new SignInAttempt(parameter(request, "token"), browserSecret.of(request), parameter(request, "code"));
    }

    private static String parameter(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null || value.length() > MAX_PARAMETER_LENGTH ? "" : value.strip();
    }

    private void signedIn(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        browserSecret.forget(response);
        answers.signedIn(AuditKind.SIGNED_IN_BY_LINK, request, response, authentication);
    }

    private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        audit.add(
                AuditKind.SIGN_IN_FAILED,
                null,
                request,
                "link: " + failure.getClass().getSimpleName());
        if (failure instanceof OtherBrowserException other) {
            problems.write(
                    response,
                    HttpStatus.FORBIDDEN,
                    other.codeGiven() ? "CODE_WRONG" : "CODE_NEEDED",
                    other.codeGiven()
                            ? "This code is wrong. Check the page where you requested the link."
                            : "You requested this link in another browser. Type the code that is shown there.");
            return;
        }
        problems.write(
                response,
                HttpStatus.UNAUTHORIZED,
                "LINK_INVALID",
                "This link has been used or has expired. Request a new one.");
    }
}
