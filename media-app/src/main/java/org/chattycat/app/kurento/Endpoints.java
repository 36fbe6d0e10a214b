package org.chattycat.app.kurento;

import org.kurento.client.IceCandidate;
import org.kurento.client.KurentoObject;
import org.kurento.client.WebRtcEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is the same for both directions. */
final class Endpoints {
    private static final Logger log = LoggerFactory.getLogger(Endpoints.class);

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

    /** An object that cannot be released now is found later by its tags. */
    static void releaseQuietly(MediaServer server, KurentoObject object) {
        try {
            server.ask(client -> {
                object.release();
                return null;
            });
        } catch (MediaException e) {
            log.debug("Not released: {}", object, e);
        }
    }
}
