package org.chattycat.app.kurento;

import org.kurento.client.WebRtcEndpoint;

/** What one browser publishes: the endpoint that receives it. */
public final class PublisherEndpoint {
    private final MediaServer server;
    private final WebRtcEndpoint endpoint;
    private final String answer;
    private final KurentoProperties.Bitrates bitrates;

    PublisherEndpoint(MediaServer server, WebRtcEndpoint endpoint, String answer, KurentoProperties.Bitrates bitrates) {
        this.server = server;
        this.endpoint = endpoint;
        this.answer = answer;
        this.bitrates = bitrates;
    }

    public String endpointId() {
        return endpoint.getId();
    }

    /** The session description for the browser. */
    public String answer() {
        return answer;
    }

    /** Starts to tell the listener our candidates; to be called once the answer is on its way. */
    public void gather() {
        Endpoints.gather(server, endpoint);
    }

    public void addCandidate(IceCandidate candidate) {
        Endpoints.addCandidate(server, endpoint, candidate);
    }

    /** Lowers the bit rate floor that made the start fast, so that it cannot drown a weak uplink. */
    public void lowerFloor() {
        server.ask(client -> {
            endpoint.setMinVideoRecvBandwidth(bitrates.floor());
            return null;
        });
    }

    /** Never fails: a release that the server does not answer is repeated. */
    public void release() {
        server.release(endpoint);
    }
}
