package org.chattycat.app.graphql;

import java.time.Duration;
import org.chattycat.app.identity.session.SessionKey;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.graphql.data.pagination.CursorEncoder;
import org.springframework.graphql.data.pagination.CursorStrategy;
import org.springframework.graphql.data.pagination.EncodingCursorStrategy;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;
import tools.jackson.databind.json.JsonMapper;

/** Replaces the cursors and handlers that Spring Boot would configure. */
@Configuration(proxyBeanMethods = false)
class GraphQlHandlers {
    /** Spring Boot uses a strategy only with an encoder; these cursors are encoded already. */
    @Bean
    EncodingCursorStrategy<ScrollPosition> cursorStrategy() {
        return CursorStrategy.withEncoder(new KeysetCursors(), CursorEncoder.noOpEncoder());
    }

    @Bean
    GraphQlHttpHandler graphQlHttpHandler(WebGraphQlHandler handler, JsonMapper json) {
        return new GraphQlHttpHandler(handler, new MessageConverter(json));
    }

    @Bean
    SessionBoundGraphQlSockets graphQlWebSocketHandler(
            WebGraphQlHandler handler,
            JsonMapper json,
            SessionKey sessionKey,
            OpenSockets open,
            GraphQlProperties properties,
            @Value("${spring.graphql.websocket.connection-init-timeout}") Duration connectionInitTimeout,
            @Value("${spring.graphql.websocket.keep-alive}") Duration keepAlive) {
        return new SessionBoundGraphQlSockets(
                handler,
                new MessageConverter(json),
                sessionKey,
                open,
                properties.maxSocketsPerAccount(),
                connectionInitTimeout,
                keepAlive);
    }
}
