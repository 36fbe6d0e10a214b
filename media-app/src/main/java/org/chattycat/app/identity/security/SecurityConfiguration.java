package org.chattycat.app.identity.security;

import jakarta.servlet.http.HttpServletRequest;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.Accounts;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.AuditedRateLimits;
import org.chattycat.app.identity.guest.Guests;
import org.chattycat.app.identity.passkey.PasskeyLogin;
import org.chattycat.app.identity.share.SharedLinkLogin;
import org.chattycat.app.identity.signin.AttemptLimitFilter;
import org.chattycat.app.identity.signin.LinkLogin;
import org.chattycat.app.identity.signin.SignInProperties;
import org.chattycat.app.identity.token.BearerTokenFilter;
import org.chattycat.app.identity.token.TokenLogin;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.site.BearerHeader;
import org.chattycat.app.platform.site.HeaderCsrfToken;
import org.chattycat.app.platform.site.OriginFilter;
import org.chattycat.app.platform.site.PagePaths;
import org.chattycat.app.platform.site.Problems;
import org.chattycat.app.platform.site.RequestSizeFilter;
import org.chattycat.app.platform.site.SiteHeaders;
import org.chattycat.app.platform.site.StreamedUploads;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Decides who may use which path. Paths that are not listed here require an account. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final int COOKIE_SECONDS = 30 * 24 * 3600;

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            LinkLogin linkLogin,
            PasskeyLogin passkeyLogin,
            TokenLogin tokenLogin,
            SharedLinkLogin sharedLinkLogin,
            Accounts accounts,
            Guests guests,
            Blocking blocking,
            SiteHeaders siteHeaders,
            AuditedRateLimits limits,
            SignInProperties properties,
            PublicUrl publicUrl,
            CookieCsrfTokenRepository csrfTokens,
            AuditLog audit,
            Problems problems) {
        return http.authorizeHttpRequests(rules -> rules.requestMatchers(HttpMethod.GET, PagePaths.open())
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, PagePaths.open())
                        .permitAll()
                        .requestMatchers(
                                "/api/session",
                                "/api/sign-in/**",
                                // The id is the key.
                                "/api/emails/*",
                                "/api/meetings/*/guests",
                                "/api/meeting-codes/*",
                                "/api/dev/mail",
                                "/api/dev/mail/key",
                                // A link's token, in the first message, takes the place of a session.
                                "/clock/socket",
                                "/lab/jobs",
                                "/lab/jobs/**",
                                "/clock/poll",
                                "/error")
                        .permitAll()
                        // The token in the path takes the place of a session.
                        .requestMatchers(StreamedUploads::isOne)
                        .permitAll()
                        // The token in the payload of connection_init takes the place of a session.
                        .requestMatchers(TokenRequests::isHandshakeWithoutCookies)
                        .permitAll()
                        // Fields, and the export, then check what a token or a shared link gives.
                        .requestMatchers(TokenRequests::areAllowed)
                        .hasAnyRole("ACCOUNT", "TOKEN", "SHARED_LINK")
                        // The room, or its waiting room, then checks the meeting.
                        .requestMatchers("/call", "/api/meetings/*/knock")
                        .hasAnyRole("ACCOUNT", "GUEST")
                        .anyRequest()
                        .hasRole("ACCOUNT"))
                .headers(siteHeaders)
                .addFilterBefore(new RequestSizeFilter(problems), CsrfFilter.class)
                .addFilterBefore(new OriginFilter(publicUrl, problems), CsrfFilter.class)
                .addFilterBefore(
                        new BearerTokenFilter(
                                sharedLinkLogin.or(tokenLogin), TokenRequests::areAllowed, blocking, problems),
                        CsrfFilter.class)
                .addFilterAfter(new AttemptLimitFilter(limits, properties, problems), CsrfFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens)
                        .csrfTokenRequestHandler(new HeaderCsrfToken())
                        // Polls are identified by the token in their body, which another site does not know.
                        .ignoringRequestMatchers("/clock/poll")
                        .ignoringRequestMatchers(StreamedUploads::isOne)
                        // No browser adds a bearer token by itself, and next to one no cookie is accepted.
                        .ignoringRequestMatchers(
                                request -> BearerHeader.isIn(request) && TokenRequests.areAllowed(request)))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .oneTimeTokenLogin(linkLogin)
                .with(passkeyLogin, Customizer.withDefaults())
                .addFilterBefore(
                        new CurrentPrincipalFilter(accounts, guests, blocking), AnonymousAuthenticationFilter.class)
                .logout(logout -> logout.logoutUrl("/api/sign-out")
                        .logoutSuccessHandler((request, response, authentication) -> {
                            if (authentication != null
                                    && authentication.getPrincipal() instanceof AccountPrincipal principal) {
                                audit.add(AuditKind.SIGNED_OUT, principal.accountId(), request, null);
                            }
                            response.setStatus(204);
                        }))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, failure) -> {
                            if (PagePaths.isNavigation(request)) {
                                response.setStatus(HttpStatus.NOT_FOUND.value());
                                request.getRequestDispatcher("/index.html").forward(request, response);
                            } else {
                                if (TokenRequests.areAllowed(request)) {
                                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, BearerTokenFilter.CHALLENGE);
                                }
                                problems.write(response, HttpStatus.UNAUTHORIZED, "SIGN_IN", "Sign in first.");
                            }
                        })
                        .accessDeniedHandler((request, response, failure) -> {
                            if (failure instanceof CsrfException || !isGuest(request)) {
                                problems.write(
                                        response,
                                        HttpStatus.FORBIDDEN,
                                        "FORBIDDEN",
                                        "This request was refused. Reload the page and try again.");
                            } else {
                                problems.write(
                                        response,
                                        HttpStatus.FORBIDDEN,
                                        "GUEST",
                                        "Guests can use the call only. Sign in to see more.");
                            }
                        }))
                .build();
    }

    private static boolean isGuest(HttpServletRequest request) {
        return request.isUserInRole("GUEST");
    }

    /** Keeps Spring Boot from creating a user with a password. */
    @Bean
    UserDetailsService userDetailsService() {
        return name -> {
            throw new UsernameNotFoundException("sign-in with a password is not supported");
        };
    }

    @Bean
    CookieSerializer cookieSerializer(PublicUrl publicUrl) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(publicUrl.secure() ? "__Host-chattycat" : "chattycat");
        cookie.setUseSecureCookie(publicUrl.secure());
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setCookiePath("/");
        cookie.setCookieMaxAge(COOKIE_SECONDS);
        return cookie;
    }
}
