package org.chattycat.kurento.embedded.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.chattycat.kurento.embedded.endpoints.ForwardingMediaEngine;
import org.chattycat.kurento.embedded.endpoints.IceCandidate;
import org.chattycat.kurento.embedded.endpoints.MediaEngineConfig;
import org.chattycat.kurento.embedded.endpoints.MediaTransportListener;
import org.chattycat.kurento.embedded.endpoints.WebRtcTransport;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;

/** Connects peers one after the other: SDP, a connectivity check, a DTLS handshake. Both sides run in this process. */
final class HandshakeBench {
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration RUN = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private HandshakeBench() {}

    static String run() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ForwardingMediaEngine engine = ForwardingMediaEngine.open(
                        MediaEngineConfig.defaults().withAddresses(LocalAddresses.of(List.of(loopback))));
                DtlsAssociations dtls = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(TIMEOUT))) {
            joinFor(WARM_UP, engine, dtls);
            long start = System.nanoTime();
            int joined = joinFor(RUN, engine, dtls);
            double perSecond = joined / ((System.nanoTime() - start) / 1e9);
            return String.format(
                    Locale.ROOT,
                    "{\"bench\":\"forward\",\"scenario\":\"handshake\",\"handshakesPerSecond\":%.1f,\"meanMs\":%.1f}",
                    perSecond,
                    1000 / perSecond);
        }
    }

    private static int joinFor(Duration time, ForwardingMediaEngine engine, DtlsAssociations dtls) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        int joined = 0;
        for (; System.nanoTime() - end < 0; joined++) {
            InetSocketAddress[] address = new InetSocketAddress[1];
            MediaTransportListener listener = new MediaTransportListener() {
                @Override
                public void iceCandidateFound(IceCandidate candidate) {
                    String[] words = candidate.candidate().split(" ");
                    address[0] = new InetSocketAddress(words[4], Integer.parseInt(words[5]));
                }
            };
            try (WebRtcTransport transport = engine.createWebRtc(listener);
                    SyntheticPeer peer = new SyntheticPeer(dtls, InetAddress.getLoopbackAddress())) {
                String answer = transport.processOffer(peer.offer("sendrecv"));
                transport.gatherCandidates();
                peer.connect(answer, address[0], TIMEOUT);
            }
        }
        return joined;
    }
}
