package org.chattycat.kurento.client;

import java.util.function.DoubleConsumer;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaType;
import org.kurento.client.WebRtcEndpoint;

/** The endpoint that sends one publication to one viewer. */
public final class ViewerEndpoint extends BrowserEndpoint {
    ViewerEndpoint(KurentoServer server, WebRtcEndpoint endpoint, String answer) {
        super(server, endpoint, answer);
    }

    /**
     * Sends what another endpoint receives, in place of what was sent before. Without audio, audio that was sent before
     * stops.
     *
     * @throws MediaServerException GONE when the source no longer exists
     */
    public void connect(ViewerSource source) {
        server.request(client -> {
            ConcurrentRequests requests = new ConcurrentRequests(server.requestTimeout());
            connect(client, source, endpoint, requests);
            requests.await();
            return null;
        });
    }

    static void connect(KurentoClient client, ViewerSource from, WebRtcEndpoint sink, ConcurrentRequests requests) {
        WebRtcEndpoint source = client.getById(from.endpointId(), WebRtcEndpoint.class);
        // Connecting all types at once would include data channels, which this product does not use.
        source.connect(sink, MediaType.VIDEO, requests.next());
        if (from.audio()) {
            source.connect(sink, MediaType.AUDIO, requests.next());
        } else {
            // Kurento ignores this where the two are not connected.
            source.disconnect(sink, MediaType.AUDIO, requests.next());
        }
    }

    /** Asks the publisher for a keyframe. Kurento does not forward a viewer's own request (PLI) to the publisher. */
    public void requestKeyframe() {
        server.run(endpoint::requestKeyframe);
    }

    /**
     * Reads the mean time that the video spends inside the media server, from its reception to its sending to the browser.
     * Returns at once; the answer comes on a thread of the client library, if at all.
     */
    public void readTransit(DoubleConsumer transitMs) {
        if (!server.isAlive()) {
            return;
        }
        try {
            endpoint.getStats(MediaType.VIDEO, new TransitTimes(transitMs));
        } catch (RuntimeException e) {
            // The connection broke, so there is no figure this time.
        }
    }
}
