package org.chattycat.kurento.client;

import java.util.Objects;
import java.util.function.Consumer;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaType;
import org.kurento.client.WebRtcEndpoint;

/** The endpoint that sends one publication to one viewer. */
public final class ViewerEndpoint extends BrowserEndpoint {
    ViewerEndpoint(KurentoServer server, WebRtcEndpoint endpoint, String answer) {
        super(server, endpoint, answer);
    }

    /**
     * Sends something else from now on. Each of sound and picture continues as one stream for the browser; a picture continues
     * with the next keyframe of its new source.
     *
     * @param before what is sent now
     * @throws MediaServerException GONE when the new source or this endpoint no longer exists
     */
    public void change(ViewerSource before, ViewerSource now) {
        server.request(client -> {
            ConcurrentRequests requests = new ConcurrentRequests(server.requestTimeout());
            connect(client, before, now, endpoint, requests);
            requests.await();
            return null;
        });
    }

    /** Connects by type: connecting all types at once would include data channels, which this product does not use. */
    static void connect(
            KurentoClient client,
            ViewerSource before,
            ViewerSource now,
            WebRtcEndpoint sink,
            ConcurrentRequests requests) {
        connect(client, before.audioId(), now.audioId(), sink, MediaType.AUDIO, requests);
        connect(client, before.videoId(), now.videoId(), sink, MediaType.VIDEO, requests);
    }

    private static void connect(
            KurentoClient client,
            String beforeId,
            String nowId,
            WebRtcEndpoint sink,
            MediaType type,
            ConcurrentRequests requests) {
        if (Objects.equals(beforeId, nowId)) {
            return;
        }
        if (nowId != null) {
            // Kurento disconnects the former source itself.
            client.getById(nowId, WebRtcEndpoint.class).connect(sink, type, requests.next());
        } else {
            // An endpoint that was released took its connections with it.
            client.getById(beforeId, WebRtcEndpoint.class).disconnect(sink, type, requests.nextUnlessGone());
        }
    }

    /** Asks the publisher for a keyframe. Kurento does not forward a viewer's own request (PLI) to the publisher. */
    public void requestKeyframe() {
        server.run(endpoint::requestKeyframe);
    }

    /**
     * Reads what the media server states about the video that it sends. Returns at once; the answer comes on a thread of the
     * client library, if at all.
     */
    public void readSentVideo(Consumer<SentVideo> answer) {
        if (!server.isAlive()) {
            return;
        }
        try {
            endpoint.getStats(MediaType.VIDEO, new SentVideoStats(answer));
        } catch (RuntimeException e) {
            // The connection broke, so there is no figure this time.
        }
    }
}
