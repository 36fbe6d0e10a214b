package org.chattycat.app.platform.site;

import org.chattycat.app.platform.config.PublicUrl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/** The cookie with the CSRF token, which the page sends back as a header. Pages of other sites cannot read it. */
@Configuration(proxyBeanMethods = false)
class CsrfCookie {
    private static final String NAME = "XSRF-TOKEN";

    @Bean
    CookieCsrfTokenRepository csrfTokens(PublicUrl publicUrl) {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName(publicUrl.secure() ? "__Host-" + NAME : NAME);
        tokens.setCookiePath("/");
        // Behind a proxy that terminates TLS, the request does not show it. The public URL does.
        tokens.setCookieCustomizer(cookie -> cookie.secure(publicUrl.secure()).sameSite("Lax"));
        return tokens;
    }
}
