package org.chattycat.analysis.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.ReceivedPacket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RtpReceiverTest {
    private static final int SSRC = 0xdeadbeef;

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final RtpReceiver receiver = new RtpReceiver(settings(0, 0));
    private final List<ReceivedPacket> packets = new CopyOnWriteArrayList<>();
    private TapPort port;
    private DatagramSocket sender;

    @BeforeEach
    void open() throws IOException {
        receiver.start();
        port = receiver.open(loopback, packets::add);
        sender = new DatagramSocket();
    }

    @AfterEach
    void close() {
        sender.close();
        receiver.close();
    }

    @Test
    void takesOnlyTheExpectedStreamFromItsFirstSource() throws IOException {
        send(sender, rtp(SSRC, 96));
        await().until(() -> port.refused() == 1);
        port.expect(SSRC);
        send(sender, rtp(SSRC + 1, 96));
        send(sender, rtp(SSRC, 72 + 1));
        send(sender, new byte[5]);
        send(sender, new byte[1_900]);
        send(sender, paddedBeyondItsHeader());
        send(sender, rtp(SSRC, 96));
        await().until(() -> packets.size() == 1);
        assertThat(port.refused()).isEqualTo(6);
        try (DatagramSocket stranger = new DatagramSocket()) {
            send(stranger, rtp(SSRC, 96));
            await().until(() -> port.refused() == 7);
        }
        send(sender, rtp(SSRC, 96));
        await().until(() -> packets.size() == 2);
        assertThat(packets.get(1).data()).isEqualTo(rtp(SSRC, 96));
        assertThat(Duration.ofNanos(System.nanoTime() - packets.get(1).arrivalNanos()))
                .isBetween(Duration.ZERO, Duration.ofSeconds(30));
    }

    @Test
    void aClosedPortIsFreeAgain() throws IOException {
        int number = port.port();
        port.close();
        await().ignoreExceptions().untilAsserted(() -> {
            try (DatagramSocket again = new DatagramSocket(number, loopback)) {
                assertThat(again.isBound()).isTrue();
            }
        });
    }

    /** Another program may take the port before the receiver does: then the next one is tried. */
    @Test
    void staysWithinThePortRangeAndSaysWhenItIsFull() {
        await().ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
            int number = freePort();
            try (RtpReceiver ranged = new RtpReceiver(settings(number, number))) {
                ranged.start();
                TapPort only = ranged.open(loopback, packets::add);
                assertThat(only.port()).isEqualTo(number);
                Assertions.assertThatIOException()
                        .isThrownBy(() -> ranged.open(loopback, packets::add))
                        .withMessageContaining("No free UDP port in " + number + " to " + number);
            }
        });
    }

    private int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, loopback)) {
            return socket.getLocalPort();
        }
    }

    private void send(DatagramSocket from, byte[] packet) throws IOException {
        from.send(new DatagramPacket(packet, packet.length, loopback, port.port()));
    }

    private static byte[] rtp(int ssrc, int payloadType) {
        byte[] packet = new byte[40];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) payloadType;
        NetworkOrder.put32(packet, 8, ssrc);
        return packet;
    }

    private static byte[] paddedBeyondItsHeader() {
        byte[] packet = rtp(SSRC, 96);
        packet[0] |= 0x20;
        packet[packet.length - 1] = 40;
        return packet;
    }

    private static RtpProperties settings(int minPort, int maxPort) {
        return new RtpProperties("", minPort, maxPort, 1 << 20, Duration.ofSeconds(3), Duration.ofMillis(500));
    }
}
