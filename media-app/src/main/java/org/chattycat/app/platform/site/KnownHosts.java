package org.chattycat.app.platform.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.lan.LanListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Accepts only requests for the names of this site. Otherwise another site could let its name resolve to this machine, and its
 * pages would have the same origin as this site (DNS rebinding).
 */
@Configuration(proxyBeanMethods = false)
class KnownHosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    /** An address, or a name without a dot, as containers have them. No site on the internet has such a name. */
    private static final Pattern INTERNAL = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?|[^.]+");

    @Bean
    HttpFirewall httpFirewall(PublicUrl publicUrl, LanListener lan, Environment environment) {
        Predicate<String> known =
                host -> LOOPBACK.contains(host) || host.equalsIgnoreCase(publicUrl.host()) || lan.isHost(host);
        return new ByListener(
                accepting(known),
                accepting(known.or(host -> INTERNAL.matcher(host).matches())),
                // A media server names this application as its network does. No page can know the token that it sends.
                accepting(host -> true),
                environment);
    }

    private static HttpFirewall accepting(Predicate<String> hosts) {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHostnames(hosts);
        return firewall;
    }

    /** Monitoring systems name the listener for health and metrics by its address or by the name of its container. */
    private record ByListener(HttpFirewall site, HttpFirewall management, HttpFirewall uploads, Environment environment)
            implements HttpFirewall {
        @Override
        public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
            // Set when the listener has started.
            Integer port = environment.getProperty("local.management.port", Integer.class);
            if (StreamedUploads.isOne(request)) {
                return uploads.getFirewalledRequest(request);
            }
            return (port != null && port == request.getLocalPort() ? management : site).getFirewalledRequest(request);
        }

        @Override
        public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
            return site.getFirewalledResponse(response);
        }
    }
}
