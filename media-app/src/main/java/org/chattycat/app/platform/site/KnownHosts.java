package org.chattycat.app.platform.site;

import java.util.Set;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.lan.LanListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Accepts only requests for the names of this site. Otherwise another site could let its name resolve to this machine, and its
 * pages would have the same origin as this site (DNS rebinding).
 */
@Configuration(proxyBeanMethods = false)
class KnownHosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    @Bean
    HttpFirewall httpFirewall(PublicUrl publicUrl, LanListener lan) {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHostnames(
                host -> LOOPBACK.contains(host) || host.equalsIgnoreCase(publicUrl.host()) || lan.isHost(host));
        return firewall;
    }
}
