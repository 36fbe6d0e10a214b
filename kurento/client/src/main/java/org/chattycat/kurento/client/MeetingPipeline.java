package org.chattycat.kurento.client;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.kurento.client.KurentoClient;
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
     * @throws MediaServerException when the offer is invalid, the server does not answer, or it is FULL; nothing is left behind
     *     then
     */
    public PublisherEndpoint createPublisher(Map<String, String> tags, String offer, EndpointListener listener) {
        return createPublisher(tags, bitrates, offer, listener);
    }

    /** The same for a small picture of a camera, which has bit rates of its own. */
    public PublisherEndpoint createSmallPublisher(Map<String, String> tags, String offer, EndpointListener listener) {
        return createPublisher(tags, VideoBitrates.SMALL_PICTURE, offer, listener);
    }

    private PublisherEndpoint createPublisher(
            Map<String, String> tags, VideoBitrates rates, String offer, EndpointListener listener) {
        WebRtcEndpoint endpoint = createEndpoint();
        return orRelease(endpoint, () -> {
            setUp(endpoint, tags, listener, (client, requests) -> {
                // What a browser sends flows out of its endpoint, into the pipeline.
                endpoint.addMediaFlowOutStateChangedListener(
                        event -> MediaEvents.ifVideoFlows(event, listener), requests.next());
                endpoint.setMinVideoRecvBandwidth(rates.start(), requests.next());
                endpoint.setMaxVideoRecvBandwidth(rates.max(), requests.next());
            });
            String answer = negotiate(endpoint, offer);
            return new PublisherEndpoint(server, endpoint, pipeline, StartBitrate.addTo(answer, rates.start()), rates);
        });
    }

    /**
     * Makes the endpoint that sends a publication to a browser.
     *
     * @param source what to send at first
     * @throws MediaServerException as for {@link #createPublisher}, and GONE when the source no longer exists
     */
    public ViewerEndpoint createViewer(
            Map<String, String> tags, ViewerSource source, String offer, EndpointListener listener) {
        WebRtcEndpoint endpoint = createEndpoint();
        return orRelease(endpoint, () -> {
            setUp(endpoint, tags, listener, (client, requests) -> {
                endpoint.addConnectionStateChangedListener(
                        event -> MediaEvents.ifConnected(event, listener), requests.next());
                endpoint.addMediaStateChangedListener(
                        event -> MediaEvents.ifConnected(event, listener), requests.next());
                endpoint.setMaxVideoSendBandwidth(bitrates.max(), requests.next());
                ViewerEndpoint.connect(client, ViewerSource.NOTHING, source, endpoint, requests);
            });
            String answer = negotiate(endpoint, offer);
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

    private WebRtcEndpoint createEndpoint() {
        WebRtcEndpoint endpoint = server.request(client -> new WebRtcEndpoint.Builder(pipeline).build());
        server.objectsInUse().add(endpoint.getId(), pipelineId());
        return endpoint;
    }

    /**
     * Tags an endpoint and sets it up, in one round trip. Creation is not part of it, because the other requests need its
     * id. Within a transaction it could be, but the client library numbers references to new objects by the objects, and
     * Kurento by the operations, so such a reference is right only if creations come first; it sends no setters in
     * transactions; and it passes no events to what was made in one.
     */
    private void setUp(
            WebRtcEndpoint endpoint,
            Map<String, String> tags,
            EndpointListener listener,
            BiConsumer<KurentoClient, ConcurrentRequests> others) {
        server.request(client -> {
            ConcurrentRequests requests = new ConcurrentRequests(server.requestTimeout());
            tags.forEach((key, value) -> endpoint.addTag(key, value, requests.next()));
            endpoint.addIceCandidateFoundListener(
                    event -> listener.candidateFound(IceCandidate.from(event.getCandidate())), requests.next());
            others.accept(client, requests);
            requests.await();
            return null;
        });
    }

    /**
     * Answers an offer, and starts to report the server's candidates to the listener. Kurento takes its UDP ports when it gathers,
     * so only then it is known whether there are any.
     */
    private String negotiate(WebRtcEndpoint endpoint, String offer) {
        String answer = server.request(client -> endpoint.processOffer(offer));
        server.run(endpoint::gatherCandidates);
        return answer;
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
