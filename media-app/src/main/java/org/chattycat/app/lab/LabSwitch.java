package org.chattycat.app.lab;

import java.net.InetAddress;
import org.chattycat.app.platform.config.PublicUrl;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/**
 * Whether the lab accepts videos. Analysing files of strangers costs processor time and disk, so without a setting it is on only
 * where the application listens on loopback and has no public URL.
 */
@Component
@EnableConfigurationProperties(LabProperties.class)
final class LabSwitch {
    private final boolean on;

    LabSwitch(LabProperties properties, ServerProperties server, PublicUrl publicUrl) {
        this.on = properties.enabled() == null
                ? isLoopback(server.getAddress()) && !publicUrl.isConfigured()
                : properties.enabled();
    }

    boolean isOn() {
        return on;
    }

    /** Null is the address that means all interfaces. */
    private static boolean isLoopback(InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }
}
