package org.chattycat.kurento.embedded.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.embedded.io.PortRange;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;
import org.junit.jupiter.api.Test;

/** A server behind a one-to-one NAT announces the external address, and a single port for the firewall. */
class AnnouncedAddressIT {
    @Test
    void candidatesHaveTheAnnouncedAddressAndPort() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        int port;
        try (DatagramSocket free = new DatagramSocket(0, loopback)) {
            port = free.getLocalPort();
        }
        DtlsAssociations dtls = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(Duration.ofSeconds(20)));
        try (ForwardingMediaEngine engine = ForwardingMediaEngine.open(MediaEngineConfig.defaults()
                .withAddresses(LocalAddresses.of(List.of(loopback)))
                .withAnnounced(List.of(InetAddress.getByName("203.0.113.7")))
                .withPorts(new PortRange(port, port), PortRange.ANY))) {
            for (int i = 0; i < 2; i++) {
                RecordingListener listener = new RecordingListener();
                try (WebRtcTransport transport = engine.createWebRtc(listener);
                        SyntheticPeer peer = new SyntheticPeer(dtls, loopback)) {
                    transport.processOffer(peer.offer("recvonly"));
                    transport.gatherCandidates();
                    Await.until("candidates", () -> listener.events().contains("gathered"));
                    assertThat(listener.candidates()).isNotEmpty().allSatisfy(one -> assertThat(one.candidate())
                            .contains(" 203.0.113.7 " + port + " typ host"));
                }
            }
        } finally {
            dtls.close();
        }
    }
}
