package org.chattycat.kurento.embedded.protocol;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Settings of the protocol server.
 *
 * @param bind address and port to listen on; port 0 for any
 * @param path of the WebSocket, such as {@code /kurento}; it may be a secret and is never logged
 * @param sessionTimeout time without use after which a session of a closed connection may end; it ends within twice
 *     that time
 * @param allowedOrigins Origin headers that are accepted; none by default
 * @param allowedHosts names accepted in Host headers besides localhost and addresses, in lower case
 * @param maxMessageBytes longest message of a client; the largest SDP of a browser is 40 kB
 * @param maxConnections connections at a time
 */
public record ProtocolConfig(
        InetSocketAddress bind,
        String path,
        Duration sessionTimeout,
        Set<String> allowedOrigins,
        Set<String> allowedHosts,
        int maxMessageBytes,
        int maxConnections) {
    public ProtocolConfig {
        Objects.requireNonNull(bind, "bind");
        allowedOrigins = Set.copyOf(allowedOrigins);
        allowedHosts = Set.copyOf(allowedHosts);
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path must begin with a slash");
        }
        if (bind.isUnresolved()) {
            throw new IllegalArgumentException("unknown host " + bind.getHostString());
        }
        if (sessionTimeout.isNegative() || sessionTimeout.isZero()) {
            throw new IllegalArgumentException("the session time-out must be positive");
        }
        if (maxMessageBytes < 1024 || maxConnections < 1) {
            throw new IllegalArgumentException("limits are too small");
        }
    }
}
