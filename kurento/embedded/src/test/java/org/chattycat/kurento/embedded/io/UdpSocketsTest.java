package org.chattycat.kurento.embedded.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;

class UdpSocketsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void aRangeOfOnePortOpensThatPort() throws IOException {
        int port = freePair();
        try (DatagramChannel channel = UdpSockets.open(LOOPBACK, new PortRange(port, port))) {
            assertThat(port(channel)).isEqualTo(port);
            assertThatThrownBy(() -> UdpSockets.open(LOOPBACK, new PortRange(port, port)))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining(port + "-" + port);
        }
    }

    @Test
    void anAddressThatHasGoneIsNamed() throws IOException {
        InetAddress gone = InetAddress.getByName("192.0.2.1");
        assertThatThrownBy(() -> UdpSockets.open(gone, PortRange.ANY))
                .isInstanceOf(BindException.class)
                .hasMessage("this host has no address 192.0.2.1");
        assertThatThrownBy(() -> UdpSockets.openPair(gone, PortRange.ANY))
                .isInstanceOf(BindException.class)
                .hasMessage("this host has no address 192.0.2.1");
    }

    /** The search starts at a random port of the range, so it is repeated to cover every start. */
    @Test
    void aPairStaysInsideARangeWithAnOddStart() throws IOException {
        int even = freePair();
        for (int i = 0; i < 20; i++) {
            DatagramChannel[] pair = UdpSockets.openPair(LOOPBACK, new PortRange(even - 1, even + 1));
            try (DatagramChannel rtp = pair[0];
                    DatagramChannel rtcp = pair[1]) {
                assertThat(port(rtp)).isEqualTo(even);
                assertThat(port(rtcp)).isEqualTo(even + 1);
            }
        }
    }

    @Test
    void aRangeWithoutAPairIsRefused() throws IOException {
        int even = freePair();
        assertThatThrownBy(() -> UdpSockets.openPair(LOOPBACK, new PortRange(even - 1, even)))
                .isInstanceOf(BindException.class)
                .hasMessageContaining((even - 1) + "-" + even);
    }

    /** The even port of two consecutive free ports. */
    private static int freePair() throws IOException {
        DatagramChannel[] pair = UdpSockets.openPair(LOOPBACK, PortRange.ANY);
        try (DatagramChannel rtp = pair[0];
                DatagramChannel rtcp = pair[1]) {
            return port(rtp);
        }
    }

    private static int port(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }
}
