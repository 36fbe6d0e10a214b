package org.chattycat.analysis;

import java.net.InetAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where a worker in a process of its own serves its health and metrics.
 *
 * @param port TCP port; 0 for any free one, -1 for none
 * @param address to listen at
 */
@ConfigurationProperties("management.server")
record ManagementProperties(int port, InetAddress address) {
    ManagementProperties {
        if (port < -1 || port > 65_535) {
            throw new IllegalArgumentException("management.server.port is a TCP port, or -1 for none: " + port);
        }
    }

    boolean isOn() {
        return port >= 0;
    }
}
