package org.chattycat.app.signin;

import org.chattycat.app.config.PublicUrl;
import org.chattycat.app.site.PagePaths;
import org.chattycat.app.site.Problems;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Who may call what. Whatever is not listed as open needs a signed-in person. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInProperties.class)
class SecurityConfiguration {
    private static final int COOKIE_SECONDS = 30 * 24 * 3600;

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, LinkLogin linkLogin, Problems problems) {
        return http.authorizeHttpRequests(rules -> rules.requestMatchers(HttpMethod.GET, PagePaths.open())
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, PagePaths.open())
                        .permitAll()
                        .requestMatchers("/api/session", "/api/sign-in/**", "/api/dev/mail", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .csrf(CsrfConfigurer::spa)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .oneTimeTokenLogin(linkLogin)
                .logout(logout -> logout.logoutUrl("/api/sign-out")
                        .logoutSuccessHandler((request, response, authentication) -> response.setStatus(204)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, failure) ->
                                problems.write(response, HttpStatus.UNAUTHORIZED, "SIGN_IN", "Sign in first."))
                        .accessDeniedHandler((request, response, failure) -> problems.write(
                                response,
                                HttpStatus.FORBIDDEN,
                                "FORBIDDEN",
                                "This request was refused. Reload the page and try again.")))
                .build();
    }

    /** Keeps Spring Boot from inventing a user with a password. */
    @Bean
    UserDetailsService userDetailsService() {
        return name -> {
            throw new UsernameNotFoundException("nobody signs in by name and password");
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
