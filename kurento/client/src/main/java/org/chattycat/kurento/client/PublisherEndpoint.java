package org.chattycat.kurento.client;

import java.util.Map;
import java.util.function.Consumer;
import org.kurento.client.MediaPipeline;
import org.kurento.client.WebRtcEndpoint;

/** The endpoint that receives what one browser publishes. */
public final class PublisherEndpoint extends BrowserEndpoint {
    private final MediaPipeline pipeline;
    private final VideoBitrates bitrates;

    PublisherEndpoint(
            KurentoServer server,
            WebRtcEndpoint endpoint,
            MediaPipeline pipeline,
            String answer,
            VideoBitrates bitrates) {
        super(server, endpoint, answer);
        this.pipeline = pipeline;
        this.bitrates = bitrates;
    }

    public String endpointId() {
        return endpoint.getId();
    }

    /**
     * Records what the browser publishes from now on. The recorder outlives this endpoint, so whoever releases this releases it too.
     *
     * @param tags put on the recorder, so that {@link KurentoServer#releaseOrphans} recognises it
     * @param uri of the HTTP server that takes the file
     * @param onFailure called with a description when the recording fails later; on a thread of the client: return at once
     * @throws MediaServerException when the server does not answer, refuses, or no longer has this endpoint; nothing is left behind
     *     then
     */
    public PublicationRecorder record(
            Map<String, String> tags, RecordedMedia media, String uri, Consumer<String> onFailure) {
        return PublicationRecorder.create(server, endpoint, pipeline, tags, media, uri, onFailure);
    }

    /** Lowers the bit rate floor that made the start fast, so that it cannot exceed a weak uplink. */
    public void lowerFloor() {
        server.run(() -> endpoint.setMinVideoRecvBandwidth(bitrates.floor()));
    }
}
