package org.chattycat.kurento.embedded.bench;

import java.net.InetAddress;
import java.util.ArrayList;
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

/**
 * The media engine under load, in a process of its own. Prints what {@link ServerProcess} reads, then serves until its
 * standard input ends.
 */
final class BenchServer {
    private BenchServer() {}

    public static void main(String[] arguments) throws Exception {
        Scenario scenario = Scenario.parse(arguments[0]);
        List<String> answers = new ArrayList<>();
        try (ForwardingMediaEngine engine = ForwardingMediaEngine.open(MediaEngineConfig.defaults()
                .withAddresses(LocalAddresses.of(List.of(InetAddress.getLoopbackAddress()))))) {
            int[] port = new int[1];
            for (int p = 0; p < scenario.publishers(); p++) {
                WebRtcTransport publisher = join(engine, "sendonly", answers, port);
                for (int v = 0; v < scenario.viewers(); v++) {
                    publisher.connect(join(engine, "recvonly", answers, port), MediaKind.VIDEO);
                }
            }
            ServerProcess.print(port[0], answers);
            while (System.in.read() >= 0) {
                // The load generator closes the pipe at the end.
            }
        }
    }

    /** Negotiates with a peer that the load generator will play: it has the same offer and the same keys. */
    private static WebRtcTransport join(
            ForwardingMediaEngine engine, String direction, List<String> answers, int[] port) throws Exception {
        WebRtcTransport transport = engine.createWebRtc(new MediaTransportListener() {
            @Override
            public void iceCandidateFound(IceCandidate candidate) {
                port[0] = candidate.attribute().port();
            }
        });
        try (SyntheticPeer peer = new SyntheticPeer(BenchKeys.keys(), InetAddress.getLoopbackAddress())) {
            answers.add(transport.processOffer(peer.offer(direction)));
        }
        transport.gatherCandidates();
        KeyInjection.inject(transport, BenchKeys.keys());
        return transport;
    }
}
