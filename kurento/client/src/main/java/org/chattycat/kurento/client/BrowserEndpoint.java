package org.chattycat.kurento.client;

import org.kurento.client.WebRtcEndpoint;

/** The media server's end of one WebRTC connection with a browser. */
public abstract sealed class BrowserEndpoint permits PublisherEndpoint, ViewerEndpoint {
    final KurentoServer server;
    final WebRtcEndpoint endpoint;
    private final String answer;

    BrowserEndpoint(KurentoServer server, WebRtcEndpoint endpoint, String answer) {
        this.server = server;
        this.endpoint = endpoint;
        this.answer = answer;
    }

    /** The session description for the browser. */
    public String answer() {
        return answer;
    }

    /** Adds a candidate of the browser. */
    public void addCandidate(IceCandidate candidate) {
        server.run(() -> endpoint.addIceCandidate(candidate.toKurento()));
    }

    /** Releases the endpoint. Never fails: a release that the server does not answer is repeated. */
    public void release() {
        server.release(endpoint);
    }
}
