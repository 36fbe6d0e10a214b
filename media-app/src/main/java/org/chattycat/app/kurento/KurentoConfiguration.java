package org.chattycat.app.kurento;

import java.io.IOException;
import java.util.List;
import org.chattycat.kurento.client.KurentoClientProperties;
import org.chattycat.kurento.client.KurentoServer;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Uses the media servers that are configured, or else starts an embedded one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KurentoProperties.class, KurentoClientProperties.class})
class KurentoConfiguration {
    @Bean
    @Conditional(NoMediaServerConfigured.class)
    EmbeddedKurento embeddedKurento() throws IOException {
        return EmbeddedKurento.builder().secretPath().start();
    }

    @Bean(initMethod = "start")
    MediaServers mediaServers(
            KurentoProperties properties,
            KurentoClientProperties clientProperties,
            ObjectProvider<EmbeddedKurento> embedded) {
        List<String> uris = embedded.stream()
                .map(server -> server.uri().toString())
                .findAny()
                .map(List::of)
                .orElse(properties.uris());
        return new MediaServers(
                uris.stream()
                        .map(uri -> new KurentoServer(uri, clientProperties))
                        .toList(),
                properties);
    }
}
