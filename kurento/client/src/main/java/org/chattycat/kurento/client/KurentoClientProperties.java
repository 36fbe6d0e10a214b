package org.chattycat.kurento.client;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The time limits for every connection to a media server. The defaults are in {@code kurento-client.yml} on the class path;
 * an application imports that file.
 *
 * @param requestTimeout limit of one request
 * @param connectTimeout limit of connecting; the WebSocket handshake can take as long again
 * @param pingInterval how often each media server is pinged
 * @param pingTimeout a media server that does not answer a ping for this long counts as frozen
 */
@ConfigurationProperties("chattycat.kurento")
public record KurentoClientProperties(
        Duration requestTimeout, Duration connectTimeout, Duration pingInterval, Duration pingTimeout) {
    public KurentoClientProperties {
        requirePositive(requestTimeout, "request-timeout");
        requirePositive(connectTimeout, "connect-timeout");
        requirePositive(pingInterval, "ping-interval");
        requirePositive(pingTimeout, "ping-timeout");
    }

    private static void requirePositive(Duration value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "chattycat.kurento." + name + " is missing: import classpath:kurento-client.yml");
        }
        if (value.toMillis() <= 0) {
            throw new IllegalArgumentException("chattycat.kurento." + name + " must be at least 1 ms");
        }
    }
}
