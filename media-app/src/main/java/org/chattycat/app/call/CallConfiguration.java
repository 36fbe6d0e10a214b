package org.chattycat.app.call;

import org.chattycat.app.identity.session.SessionKey;
import org.chattycat.app.platform.config.PublicUrl;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** The WebSocket at {@code /call}: for pages of this origin, or of the public address, alone. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableConfigurationProperties(CallProperties.class)
class CallConfiguration implements WebSocketConfigurer {
    private final CallWebSocketHandler sockets;
    private final SessionKey sessionKey;
    private final PublicUrl publicUrl;

    CallConfiguration(CallWebSocketHandler sockets, SessionKey sessionKey, PublicUrl publicUrl) {
        this.sessionKey = sessionKey;
        this.sockets = sockets;
        this.publicUrl = publicUrl;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        // Without a list Spring lets in what comes from the address it was sent to; a proxy may change that address.
        var registration = registry.addHandler(sockets, "/call").addInterceptors(sessionKey);
        if (publicUrl.isConfigured()) {
            registration.setAllowedOrigins(publicUrl.base());
        }
    }
}
