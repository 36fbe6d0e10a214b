package org.chattycat.app.kurento;

import java.util.Map;
import java.util.function.Supplier;
import org.kurento.client.MediaPipeline;
import org.kurento.client.WebRtcEndpoint;

/** The media pipeline of one meeting, held by a reference of our own. */
public final class MeetingMedia {
    private final MediaServer server;
    private final MediaPipeline pipeline;
    private final KurentoProperties.Bitrates bitrates;

    MeetingMedia(MediaServer server, MediaPipeline pipeline, KurentoProperties.Bitrates bitrates) {
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
     * @throws MediaException when the offer is bad or the server does not answer; nothing is left behind then
     */
    public IncomingMedia receive(Map<String, String> tags, String offer, EndpointListener listener) {
        WebRtcEndpoint endpoint = newEndpoint(tags);
        return orRelease(endpoint, () -> {
            String answer = server.ask(client -> {
                endpoint.addIceCandidateFoundListener(event -> listener.candidateFound(from(event.getCandidate())));
                // What a browser sends shows as flow out of its endpoint, into the pipeline.
                endpoint.addMediaFlowOutStateChangedListener(event -> Flow.ifVideoFlows(event, listener));
                endpoint.setMinVideoRecvBandwidth(bitrates.start());
                endpoint.setMaxVideoRecvBandwidth(bitrates.max());
                return endpoint.processOffer(offer);
            });
            return new IncomingMedia(server, endpoint, StartBitrate.addTo(answer, bitrates.start()), bitrates);
        });
    }

    /**
     * Sends a browser what another publishes.
     *
     * @param sourceEndpointId what to send; null: nothing yet, until {@link OutgoingMedia#connect}
     * @throws MediaException as for {@link #receive}, and GONE when there is no such source any more
     */
    public OutgoingMedia send(
            Map<String, String> tags, String sourceEndpointId, String offer, EndpointListener listener) {
        WebRtcEndpoint endpoint = newEndpoint(tags);
        return orRelease(endpoint, () -> {
            String answer = server.ask(client -> {
                endpoint.addIceCandidateFoundListener(event -> listener.candidateFound(from(event.getCandidate())));
                endpoint.addConnectionStateChangedListener(event -> Flow.ifConnected(event, listener));
                endpoint.addMediaStateChangedListener(event -> Flow.ifConnected(event, listener));
                endpoint.setMaxVideoSendBandwidth(bitrates.max());
                if (sourceEndpointId != null) {
                    OutgoingMedia.connect(client, sourceEndpointId, endpoint);
                }
                return endpoint.processOffer(offer);
            });
            return new OutgoingMedia(server, endpoint, answer);
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
        } catch (MediaException e) {
            server.release(endpoint);
            throw e;
        }
    }

    private static Candidate from(org.kurento.client.IceCandidate candidate) {
        return new Candidate(candidate.getCandidate(), candidate.getSdpMid(), candidate.getSdpMLineIndex());
    }
}
