package org.chattycat.app.platform.connection;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts {@link BoundedHttpProtocol} in place of Tomcat's own, which has none of these limits. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionProperties.class)
class ConnectionConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedConnections(
            ConnectionProperties properties,
            @Value("${server.forward-headers-strategy}") String forwardHeaders,
            @Value("${server.tomcat.remoteip.internal-proxies}") String proxies) {
        return factory -> {
            factory.setProtocol(BoundedHttpProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> ((BoundedHttpProtocol) connector.getProtocolHandler())
                    .bound(properties, trustedProxies(forwardHeaders, proxies)));
        };
    }

    /**
     * The peers whose connections are not capped: all of a site's people come by the address of its proxy. These are the peers
     * whose forwarded headers count. Nobody is exempt where forwarded headers count for nothing.
     */
    static Predicate<String> trustedProxies(String forwardHeaders, String proxies) {
        return forwardHeaders.equalsIgnoreCase("native")
                ? Pattern.compile(proxies).asMatchPredicate()
                : address -> false;
    }
}
