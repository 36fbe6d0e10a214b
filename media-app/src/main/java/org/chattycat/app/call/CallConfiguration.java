package org.chattycat.app.call;

import org.chattycat.app.identity.session.SessionKey;
import org.chattycat.app.platform.config.PublicUrl;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** Serves the WebSocket {@code /call} to pages of this origin, or of the public address, only. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableConfigurationProperties(CallProperties.class)
class CallConfiguration implements WebSocketConfigurer {
    private final CallWebSocketHandler handler;
    private final SessionKey sessionKey;
    private final PublicUrl publicUrl;

    CallConfiguration(CallWebSocketHandler handler, SessionKey sessionKey, PublicUrl publicUrl) {
        this.handler = handler;
        this.sessionKey = sessionKey;
        this.publicUrl = publicUrl;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        // By default, Spring compares the Origin with the request's own address, which a proxy may have changed.
        var registration = registry.addHandler(handler, "/call").addInterceptors(sessionKey);
        if (publicUrl.isConfigured()) {
            registration.setAllowedOrigins(publicUrl.base());
        }
    }
}
