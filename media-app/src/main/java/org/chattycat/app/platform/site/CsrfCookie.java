package org.chattycat.app.platform.site;

import org.chattycat.app.platform.config.PublicUrl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/** The cookie whose value the page sends back as a header, and no other site's page can read. */
@Configuration(proxyBeanMethods = false)
class CsrfCookie {
    private static final String NAME = "XSRF-TOKEN";

    @Bean
    CookieCsrfTokenRepository csrfTokens(PublicUrl publicUrl) {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName(publicUrl.secure() ? "__Host-" + NAME : NAME);
        tokens.setCookiePath("/");
        // A proxy may end TLS without telling: what counts is how people come.
        tokens.setCookieCustomizer(cookie -> cookie.secure(publicUrl.secure()).sameSite("Lax"));
        return tokens;
    }
}
