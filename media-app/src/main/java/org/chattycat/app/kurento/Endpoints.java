package org.chattycat.app.kurento;

import org.kurento.client.WebRtcEndpoint;

/** What is the same for both directions. */
final class Endpoints {
    private Endpoints() {}

    static void gather(MediaServer server, WebRtcEndpoint endpoint) {
        server.ask(client -> {
            endpoint.gatherCandidates();
            return null;
        });
    }

    static void addCandidate(MediaServer server, WebRtcEndpoint endpoint, IceCandidate candidate) {
        server.ask(client -> {
            endpoint.addIceCandidate(new org.kurento.client.IceCandidate(
                    candidate.candidate(), candidate.sdpMid(), candidate.sdpMLineIndex()));
            return null;
        });
    }
}
