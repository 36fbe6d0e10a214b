package org.chattycat.app.platform.connection;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Replaces Tomcat's HTTP protocol by {@link BoundedHttpProtocol}. */
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
     * The peers whose connections are not limited, because all clients of a site come from the address of its proxy. These are
     * the proxies whose forwarded headers are trusted. There are none when forwarded headers are ignored.
     */
    static Predicate<String> trustedProxies(String forwardHeaders, String proxies) {
        return forwardHeaders.equalsIgnoreCase("native")
                ? Pattern.compile(proxies).asMatchPredicate()
                : address -> false;
    }
}
