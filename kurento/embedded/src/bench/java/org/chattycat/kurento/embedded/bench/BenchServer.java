package org.chattycat.kurento.embedded.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.chattycat.kurento.embedded.endpoints.ForwardingMediaEngine;
import org.chattycat.kurento.embedded.endpoints.IceCandidate;
import org.chattycat.kurento.embedded.endpoints.KeyInjection;
import org.chattycat.kurento.embedded.endpoints.MediaEngineConfig;
import org.chattycat.kurento.embedded.endpoints.MediaTransportListener;
import org.chattycat.kurento.embedded.endpoints.WebRtcTransport;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;

/**
 * The media plane under load, in a process of its own. Prints the port, then one line per peer with ufrag, password and
 * the SSRC it sends; then serves until its standard input ends.
 */
final class BenchServer {
    private BenchServer() {}

    public static void main(String[] arguments) throws IOException {
        Scenario scenario = Scenario.parse(arguments[0]);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        StringBuilder peers = new StringBuilder();
        try (ForwardingMediaEngine plane = ForwardingMediaEngine.open(
                        MediaEngineConfig.defaults().withAddresses(new LocalAddresses(List.of(loopback))));
                DtlsAssociations dtls =
                        new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(Duration.ofSeconds(5)))) {
            for (int p = 0; p < scenario.publishers(); p++) {
                WebRtcTransport publisher = join(plane, dtls, "sendonly", peers);
                for (int v = 0; v < scenario.viewers(); v++) {
                    publisher.connect(join(plane, dtls, "recvonly", peers), MediaKind.VIDEO);
                }
            }
            System.out.println(port(plane, dtls));
            System.out.print(peers);
            System.out.flush();
            while (System.in.read() >= 0) {
                // Until the generator closes the pipe.
            }
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static WebRtcTransport join(
            ForwardingMediaEngine plane, DtlsAssociations dtls, String direction, StringBuilder peers)
            throws Exception {
        WebRtcTransport node = plane.createWebRtc(new MediaTransportListener() {});
        try (SyntheticPeer peer = new SyntheticPeer(dtls, InetAddress.getLoopbackAddress())) {
            peer.setAnswer(node.processOffer(peer.offer(direction)));
            KeyInjection.inject(node, BenchKeys.keys());
            peers.append(peer.attribute("ice-ufrag:(.*)"))
                    .append(' ')
                    .append(peer.attribute("ice-pwd:(.*)"))
                    .append(' ')
                    .append(peer.ufrag())
                    .append(' ')
                    .append(Integer.toUnsignedString(peer.serverSsrc(1)))
                    .append('\n');
        }
        return node;
    }

    private static String port(ForwardingMediaEngine plane, DtlsAssociations dtls) throws Exception {
        String[] found = new String[1];
        try (WebRtcTransport probe = plane.createWebRtc(new MediaTransportListener() {
                    @Override
                    public void iceCandidateFound(IceCandidate candidate) {
                        found[0] = candidate.candidate().split(" ")[5];
                    }
                });
                SyntheticPeer peer = new SyntheticPeer(dtls, InetAddress.getLoopbackAddress())) {
            probe.processOffer(peer.offer("recvonly"));
            probe.gatherCandidates();
        }
        return found[0];
    }
}
