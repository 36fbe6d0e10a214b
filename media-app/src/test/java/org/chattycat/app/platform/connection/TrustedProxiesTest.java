package org.chattycat.app.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrustedProxiesTest {
    @Test
    void exemptsOnlyTrustedProxies() {
        assertThat(ConnectionConfiguration.trustedProxies("native", "10\\.0\\.0\\.\\d+"))
                .accepts("10.0.0.7")
                .rejects("10.0.0.7.example", "192.0.2.1", "127.0.0.1");
        assertThat(ConnectionConfiguration.trustedProxies("none", ".*")).rejects("10.0.0.7");
    }
}
