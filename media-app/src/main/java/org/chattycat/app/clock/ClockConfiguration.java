package org.chattycat.app.clock;

import java.util.Map;
import org.chattycat.app.platform.limits.ClientAddress;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Serves the WebSocket {@code /clock/socket}. */
@Configuration(value = "ownClockConfiguration", proxyBeanMethods = false)
@EnableConfigurationProperties(ClockProperties.class)
class ClockConfiguration implements WebSocketConfigurer {
    private final ClockSocketHandler handler;

    ClockConfiguration(ClockSocketHandler handler) {
        this.handler = handler;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        // OriginFilter has checked the Origin of each handshake; Spring would compare it with an address that a proxy
        // changed.
        registry.addHandler(handler, "/clock/socket")
                .addInterceptors(new RememberClient())
                .setAllowedOrigins("*");
    }

    private static final class RememberClient implements HandshakeInterceptor {
        @Override
        public boolean beforeHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            attributes.put(
                    ClockSocketHandler.CLIENT,
                    ClientAddress.of(((ServletServerHttpRequest) request).getServletRequest()));
            return true;
        }

        @Override
        public void afterHandshake(
                ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler, Exception failure) {}
    }
}
