package org.chattycat.app.kurento;

import org.kurento.client.IceCandidate;
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

    static void addCandidate(MediaServer server, WebRtcEndpoint endpoint, Candidate candidate) {
        server.ask(client -> {
            endpoint.addIceCandidate(
                    new IceCandidate(candidate.candidate(), candidate.sdpMid(), candidate.sdpMLineIndex()));
            return null;
        });
    }
}
