package org.chattycat.kurento.client;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kurento.client.MediaPipeline;
import org.kurento.client.Transaction;
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
        WebRtcEndpoint endpoint = createEndpoint(null);
        return orRelease(endpoint, () -> {
            setUp(endpoint, tags, listener, requests -> {
                // What a browser sends flows out of its endpoint, into the pipeline.
                endpoint.addMediaFlowOutStateChangedListener(
                        event -> MediaEvents.ifVideoFlows(event, listener), requests.next());
                endpoint.setMinVideoRecvBandwidth(bitrates.start(), requests.next());
                endpoint.setMaxVideoRecvBandwidth(bitrates.max(), requests.next());
            });
            String answer = server.request(client -> endpoint.processOffer(offer));
            return new PublisherEndpoint(server, endpoint, StartBitrate.addTo(answer, bitrates.start()), bitrates);
        });
    }

    /**
     * Makes the endpoint that sends a publication to a browser.
     *
     * @param sourceEndpointId what to send; null: nothing until {@link ViewerEndpoint#connect}
     * @throws MediaServerException as for {@link #createPublisher}, and GONE when the source no longer exists
     */
    public ViewerEndpoint createViewer(
            Map<String, String> tags, String sourceEndpointId, String offer, EndpointListener listener) {
        WebRtcEndpoint endpoint = createEndpoint(sourceEndpointId);
        return orRelease(endpoint, () -> {
            setUp(endpoint, tags, listener, requests -> {
                endpoint.addConnectionStateChangedListener(
                        event -> MediaEvents.ifConnected(event, listener), requests.next());
                endpoint.addMediaStateChangedListener(
                        event -> MediaEvents.ifConnected(event, listener), requests.next());
                endpoint.setMaxVideoSendBandwidth(bitrates.max(), requests.next());
            });
            String answer = server.request(client -> endpoint.processOffer(offer));
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

    /**
     * Creates an endpoint, in one round trip.
     *
     * @param sourceEndpointId what it sends; null for nothing. Kurento does not undo what precedes a failure, so the
     *     transaction asks for the source first and fails before it creates the endpoint if that is gone
     */
    private WebRtcEndpoint createEndpoint(String sourceEndpointId) {
        WebRtcEndpoint endpoint = server.request(client -> {
            Transaction transaction = pipeline.beginTransaction();
            if (sourceEndpointId != null) {
                client.getById(sourceEndpointId, WebRtcEndpoint.class).getName(transaction);
            }
            WebRtcEndpoint created = new WebRtcEndpoint.Builder(pipeline).build(transaction);
            if (sourceEndpointId != null) {
                ViewerEndpoint.connect(client, sourceEndpointId, created, transaction);
            }
            transaction.commit();
            // The client library passes no events to an object that was made in a transaction.
            return client.getById(created.getId(), WebRtcEndpoint.class);
        });
        server.objectsInUse().add(endpoint.getId(), pipelineId());
        return endpoint;
    }

    /**
     * Tags an endpoint and sets it up, in one round trip. Tags are not part of the transaction that creates it: an endpoint
     * with our tags that we do not know yet would count as abandoned. Neither are limits: the client library sends no
     * setters in transactions.
     */
    private void setUp(
            WebRtcEndpoint endpoint,
            Map<String, String> tags,
            EndpointListener listener,
            Consumer<ConcurrentRequests> others) {
        server.run(() -> {
            ConcurrentRequests requests = new ConcurrentRequests(server.requestTimeout());
            tags.forEach((key, value) -> endpoint.addTag(key, value, requests.next()));
            endpoint.addIceCandidateFoundListener(
                    event -> listener.candidateFound(IceCandidate.from(event.getCandidate())), requests.next());
            others.accept(requests);
            requests.await();
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
