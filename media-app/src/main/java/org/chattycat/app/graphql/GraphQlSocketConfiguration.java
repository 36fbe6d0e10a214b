package org.chattycat.app.graphql;

import java.time.Duration;
import org.chattycat.app.session.SessionKey;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Takes the place of the handler that Spring Boot would make. */
@Configuration(proxyBeanMethods = false)
class GraphQlSocketConfiguration {
    @Bean
    SessionBoundGraphQlSockets graphQlWebSocketHandler(
            WebGraphQlHandler handler,
            JsonMapper json,
            SessionKey sessionKey,
            @Value("${spring.graphql.websocket.connection-init-timeout}") Duration connectionInitTimeout,
            @Value("${spring.graphql.websocket.keep-alive}") Duration keepAlive) {
        return new SessionBoundGraphQlSockets(
                handler, new JacksonJsonHttpMessageConverter(json), sessionKey, connectionInitTimeout, keepAlive);
    }
}
