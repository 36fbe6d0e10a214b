package org.chattycat.app.platform.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import org.chattycat.app.platform.config.StartRefusedException;
import org.chattycat.app.platform.connection.BoundedHttpProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanListenerTest {
    @TempDir
    private Path folder;

    private LanListener prepare(String address, int port) {
        return LanListener.prepare(
                new LanProperties(true, port, address, folder), BoundedHttpProtocol.class.getName(), Clock.systemUTC());
    }

    @Test
    void aPortInUseIsReported() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> prepare("127.0.0.1", other.getLocalPort()))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("cannot use port " + other.getLocalPort() + " at 127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.7", "0.0.0.0", "::", "example.org", "localhost", "1.2.3.4.5"})
    void addressesThatAreNotThisMachinesAreRefused(String address) {
        assertThatThrownBy(() -> prepare(address, 0))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("'" + address + "'");
    }

    @Test
    void knowsItsHost() {
        LanListener listener = prepare("127.0.0.1", 0);
        assertThat(listener.isHost("127.0.0.1")).isTrue();
        assertThat(listener.isHost("127.0.0.2")).isFalse();
        assertThat(LanListener.none().isHost("127.0.0.1")).isFalse();
        assertThat(LanListener.none().origin()).isEmpty();
    }
}
