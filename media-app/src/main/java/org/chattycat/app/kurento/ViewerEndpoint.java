package org.chattycat.app.kurento;

import org.kurento.client.KurentoClient;
import org.kurento.client.MediaType;
import org.kurento.client.WebRtcEndpoint;

/** What one viewer sees of one publication: the endpoint that sends it. */
public final class ViewerEndpoint {
    private final MediaServer server;
    private final WebRtcEndpoint endpoint;
    private final String answer;

    ViewerEndpoint(MediaServer server, WebRtcEndpoint endpoint, String answer) {
        this.server = server;
        this.endpoint = endpoint;
        this.answer = answer;
    }

    /** The session description for the browser. */
    public String answer() {
        return answer;
    }

    /**
     * Sends from now on what this endpoint receives, in place of what was sent before.
     *
     * @throws MediaServerException GONE when there is no such endpoint any more
     */
    public void connect(String incomingEndpointId) {
        server.ask(client -> {
            connect(client, incomingEndpointId, endpoint);
            return null;
        });
    }

    static void connect(KurentoClient client, String sourceId, WebRtcEndpoint sink) {
        WebRtcEndpoint source = client.getById(sourceId, WebRtcEndpoint.class);
        // Not all types at once: that would connect data channels too, which nobody here has.
        source.connect(sink, MediaType.AUDIO);
        source.connect(sink, MediaType.VIDEO);
    }

    /** Starts to tell the listener our candidates; to be called once the answer is on its way. */
    public void gather() {
        Endpoints.gather(server, endpoint);
    }

    public void addCandidate(IceCandidate candidate) {
        Endpoints.addCandidate(server, endpoint, candidate);
    }

    /** Asks the publisher for a whole picture: a viewer's own request does not pass Kurento, this one does. */
    public void requestKeyframe() {
        server.ask(client -> {
            endpoint.requestKeyframe();
            return null;
        });
    }

    /** Never fails: a release that the server does not answer is repeated. */
    public void release() {
        server.release(endpoint);
    }
}
