package org.chattycat.app.platform.site;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.lan.LanListener;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.stereotype.Component;

/** Security headers, which make browsers forbid everything that this site does not use. */
@Component
public class SiteHeaders implements Customizer<HeadersConfigurer<HttpSecurity>> {
    private static final long HSTS_SECONDS = Duration.ofDays(365).toSeconds();

    /**
     * Camera, microphone and what else a call needs, for this site only. The list contains only features that browsers know on all
     * systems, because each unknown one causes a warning in the browser's console.
     */
    private static final String PERMISSIONS = String.join(
            ", ",
            "camera=(self)",
            "microphone=(self)",
            "display-capture=(self)",
            "publickey-credentials-create=(self)",
            "publickey-credentials-get=(self)",
            "screen-wake-lock=(self)",
            "fullscreen=(self)",
            "speaker-selection=(self)",
            "clipboard-write=(self)",
            "autoplay=(self)",
            "geolocation=()",
            "payment=()",
            "usb=()",
            "serial=()",
            "midi=()",
            "hid=()");

    private final PublicUrl publicUrl;

    SiteHeaders(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    @Override
    public void customize(HeadersConfigurer<HttpSecurity> headers) {
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .httpStrictTransportSecurity(hsts -> hsts.maxAgeInSeconds(HSTS_SECONDS)
                        .includeSubDomains(false)
                        // Behind a proxy that terminates TLS, the request does not show it. The public URL does.
                        .requestMatcher(request -> publicUrl.secure()))
                .addHeaderWriter((request, response) -> {
                    response.setHeader("Content-Security-Policy", contentSecurityPolicy(request));
                    response.setHeader("Permissions-Policy", PERMISSIONS);
                });
    }

    private String contentSecurityPolicy(HttpServletRequest request) {
        String origin =
                LanListener.isVia(request) ? "https://" + request.getHeader(HttpHeaders.HOST) : publicUrl.base();
        // Older browsers do not apply 'self' to WebSockets, so their URL is listed as well.
        String sockets = origin.replaceFirst("^http", "ws");
        return String.join(
                "; ",
                "default-src 'none'",
                "object-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' blob:",
                "media-src 'self' blob:",
                "connect-src 'self' " + sockets,
                "worker-src 'self'",
                "manifest-src 'self'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }
}
