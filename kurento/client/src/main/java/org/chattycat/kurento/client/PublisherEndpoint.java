package org.chattycat.kurento.client;

import org.kurento.client.WebRtcEndpoint;

/** The endpoint that receives what one browser publishes. */
public final class PublisherEndpoint extends BrowserEndpoint {
    private final VideoBitrates bitrates;

    PublisherEndpoint(KurentoServer server, WebRtcEndpoint endpoint, String answer, VideoBitrates bitrates) {
        super(server, endpoint, answer);
        this.bitrates = bitrates;
    }

    public String endpointId() {
        return endpoint.getId();
    }

    /** Lowers the bit rate floor that made the start fast, so that it cannot exceed a weak uplink. */
    public void lowerFloor() {
        server.run(() -> endpoint.setMinVideoRecvBandwidth(bitrates.floor()));
    }
}
