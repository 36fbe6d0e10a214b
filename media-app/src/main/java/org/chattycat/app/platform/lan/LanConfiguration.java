package org.chattycat.app.platform.lan;

import java.time.Clock;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ProtocolHandler;
import org.chattycat.app.platform.connection.BoundedHttpProtocol;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Adds the listener for the local network to the web server, if it is configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LanProperties.class)
class LanConfiguration {
    @Bean
    LanListener lanListener(LanProperties properties, Clock clock) {
        return properties.lan()
                ? LanListener.prepare(properties, BoundedHttpProtocol.class.getName(), clock)
                : LanListener.none();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> lanConnector(LanListener listener) {
        return new AddConnector(listener);
    }

    /** Runs last, because the limits that the others set for the first connector hold for this one too. */
    private record AddConnector(LanListener listener)
            implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            Connector connector = listener.connector();
            if (connector == null) {
                return;
            }
            factory.getConnectorCustomizers().forEach(customizer -> customizer.customize(connector));
            factory.getProtocolHandlerCustomizers()
                    .forEach(customizer -> customize(customizer, connector.getProtocolHandler()));
            factory.addAdditionalConnectors(connector);
            factory.addEngineValves(listener.gate());
        }

        @SuppressWarnings("unchecked")
        private static <T extends ProtocolHandler> void customize(
                TomcatProtocolHandlerCustomizer<T> customizer, ProtocolHandler handler) {
            customizer.customize((T) handler);
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }
}
