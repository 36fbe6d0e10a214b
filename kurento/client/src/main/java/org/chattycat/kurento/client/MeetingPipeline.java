package org.chattycat.kurento.client;

import java.util.Map;
import java.util.function.Supplier;
import org.kurento.client.MediaPipeline;
import org.kurento.client.WebRtcEndpoint;

/** The media pipeline of one meeting, kept by a reference of our own. */
public final class MeetingPipeline {
    private final KurentoServer server;
    private final MediaPipeline pipeline;
    private final VideoBitrates bitrates;

    MeetingPipeline(KurentoServer server, MediaPipeline pipeline, VideoBitrates bitrates) {
        this.server = server;
        this.pipeline = pipeline;
        this.bitrates = bitrates;
    }

    public String kurentoUri() {
        return server.uri();
    }

    /** Whether the server answered the last ping in time. */
    public boolean isServerAlive() {
        return server.isAlive();
    }

    public String pipelineId() {
        return pipeline.getId();
    }

    /**
     * Makes the endpoint that receives what a browser publishes.
     *
     * @param tags put on the endpoint, so that {@link KurentoServer#releaseOrphans} recognises it
     * @param offer the browser's session description
     * @throws MediaServerException when the offer is invalid or the server does not answer; nothing is left behind then
     */
    public PublisherEndpoint createPublisher(Map<String, String> tags, String offer, EndpointListener listener) {
        WebRtcEndpoint endpoint = createEndpoint(tags);
        return orRelease(endpoint, () -> {
            String answer = server.request(client -> {
                endpoint.addIceCandidateFoundListener(
                        event -> listener.candidateFound(IceCandidate.from(event.getCandidate())));
                // What a browser sends flows out of its endpoint, into the pipeline.
                endpoint.addMediaFlowOutStateChangedListener(event -> MediaEvents.ifVideoFlows(event, listener));
                endpoint.setMinVideoRecvBandwidth(bitrates.start());
                endpoint.setMaxVideoRecvBandwidth(bitrates.max());
                return endpoint.processOffer(offer);
            });
            return new PublisherEndpoint(server, endpoint, StartBitrate.addTo(answer, bitrates.start()), bitrates);
        });
    }

    /**
     * Makes the endpoint that sends a publication to a browser.
     *
     * @param source what to send; null: nothing until {@link ViewerEndpoint#connect}
     * @throws MediaServerException as for {@link #createPublisher}, and GONE when the source no longer exists
     */
    public ViewerEndpoint createViewer(
            Map<String, String> tags, ViewerSource source, String offer, EndpointListener listener) {
        WebRtcEndpoint endpoint = createEndpoint(tags);
        return orRelease(endpoint, () -> {
            String answer = server.request(client -> {
                endpoint.addIceCandidateFoundListener(
                        event -> listener.candidateFound(IceCandidate.from(event.getCandidate())));
                endpoint.addConnectionStateChangedListener(event -> MediaEvents.ifConnected(event, listener));
                endpoint.addMediaStateChangedListener(event -> MediaEvents.ifConnected(event, listener));
                endpoint.setMaxVideoSendBandwidth(bitrates.max());
                if (source != null) {
                    ViewerEndpoint.connect(client, source, endpoint);
                }
                return endpoint.processOffer(offer);
            });
            return new ViewerEndpoint(server, endpoint, answer);
        });
    }

    /**
     * Releases the pipeline with everything on it, for every instance. Never fails: a release that the server does not
     * answer is repeated.
     */
    public void release() {
        server.objectsInUse().removePipeline(pipelineId());
        server.release(pipeline);
    }

    /** Stops using the pipeline and our endpoints on it, without releasing it: other instances may use it. */
    public void forget() {
        server.objectsInUse().removePipeline(pipelineId());
    }

    private WebRtcEndpoint createEndpoint(Map<String, String> tags) {
        WebRtcEndpoint endpoint = server.request(client -> new WebRtcEndpoint.Builder(pipeline).build());
        server.objectsInUse().add(endpoint.getId(), pipelineId());
        return orRelease(endpoint, () -> {
            server.run(() -> tags.forEach(endpoint::addTag));
            return endpoint;
        });
    }

    private <T> T orRelease(WebRtcEndpoint endpoint, Supplier<T> setUp) {
        try {
            return setUp.get();
        } catch (MediaServerException e) {
            server.release(endpoint);
            throw e;
        }
    }
}
