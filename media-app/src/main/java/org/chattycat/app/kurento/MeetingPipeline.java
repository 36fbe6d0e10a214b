package org.chattycat.app.kurento;

import java.util.Map;
import java.util.function.Supplier;
import org.kurento.client.MediaPipeline;
import org.kurento.client.WebRtcEndpoint;

/** The media pipeline of one meeting, held by a reference of our own. */
public final class MeetingPipeline {
    private final MediaServer server;
    private final MediaPipeline pipeline;
    private final KurentoProperties.Bitrates bitrates;

    MeetingPipeline(MediaServer server, MediaPipeline pipeline, KurentoProperties.Bitrates bitrates) {
        this.server = server;
        this.pipeline = pipeline;
        this.bitrates = bitrates;
    }

    public String kurentoUri() {
        return server.uri();
    }

    /** Whether the server has given a sign of life in time. */
    public boolean isServerAlive() {
        return server.isAlive();
    }

    public String pipelineId() {
        return pipeline.getId();
    }

    /**
     * Takes in what a browser sends.
     *
     * @param tags put on the endpoint, for whoever looks for orphans
     * @param offer the browser's session description
     * @throws MediaServerException when the offer is bad or the server does not answer; nothing is left behind then
     */
    public PublisherEndpoint createPublisher(Map<String, String> tags, String offer, EndpointListener listener) {
        WebRtcEndpoint endpoint = newEndpoint(tags);
        return orRelease(endpoint, () -> {
            String answer = server.ask(client -> {
                endpoint.addIceCandidateFoundListener(event -> listener.candidateFound(from(event.getCandidate())));
                // What a browser sends shows as flow out of its endpoint, into the pipeline.
                endpoint.addMediaFlowOutStateChangedListener(event -> MediaEvents.ifVideoFlows(event, listener));
                endpoint.setMinVideoRecvBandwidth(bitrates.start());
                endpoint.setMaxVideoRecvBandwidth(bitrates.max());
                return endpoint.processOffer(offer);
            });
            return new PublisherEndpoint(server, endpoint, StartBitrate.addTo(answer, bitrates.start()), bitrates);
        });
    }

    /**
     * Sends a browser what another publishes.
     *
     * @param sourceEndpointId what to send; null: nothing yet, until {@link ViewerEndpoint#connect}
     * @throws MediaServerException as for {@link #createPublisher}, and GONE when there is no such source any more
     */
    public ViewerEndpoint createViewer(
            Map<String, String> tags, String sourceEndpointId, String offer, EndpointListener listener) {
        WebRtcEndpoint endpoint = newEndpoint(tags);
        return orRelease(endpoint, () -> {
            String answer = server.ask(client -> {
                endpoint.addIceCandidateFoundListener(event -> listener.candidateFound(from(event.getCandidate())));
                endpoint.addConnectionStateChangedListener(event -> MediaEvents.ifConnected(event, listener));
                endpoint.addMediaStateChangedListener(event -> MediaEvents.ifConnected(event, listener));
                endpoint.setMaxVideoSendBandwidth(bitrates.max());
                if (sourceEndpointId != null) {
                    ViewerEndpoint.connect(client, sourceEndpointId, endpoint);
                }
                return endpoint.processOffer(offer);
            });
            return new ViewerEndpoint(server, endpoint, answer);
        });
    }

    /** Releases the pipeline with everything on it, for everybody. Never fails: it is repeated until the server answers. */
    public void release() {
        server.held().removePipeline(pipelineId());
        server.release(pipeline);
    }

    /** Uses the pipeline and what this instance has on it no longer, and leaves it to others. */
    public void forget() {
        server.held().removePipeline(pipelineId());
    }

    private WebRtcEndpoint newEndpoint(Map<String, String> tags) {
        WebRtcEndpoint endpoint = server.ask(client -> new WebRtcEndpoint.Builder(pipeline).build());
        server.held().add(endpoint.getId(), pipelineId());
        return orRelease(
                endpoint,
                () -> server.ask(client -> {
                    tags.forEach(endpoint::addTag);
                    return endpoint;
                }));
    }

    private <T> T orRelease(WebRtcEndpoint endpoint, Supplier<T> setUp) {
        try {
            return setUp.get();
        } catch (MediaServerException e) {
            server.release(endpoint);
            throw e;
        }
    }

    private static IceCandidate from(org.kurento.client.IceCandidate candidate) {
        return new IceCandidate(candidate.getCandidate(), candidate.getSdpMid(), candidate.getSdpMLineIndex());
    }
}
